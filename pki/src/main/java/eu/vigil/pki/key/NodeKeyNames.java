package eu.vigil.pki.key;

import java.util.List;

/** The names under which a node's keys stand in its key file. */
public final class NodeKeyNames {
    /** Signs messages. */
    public static final String SIGNING = "signing";
    /** Shown on links. */
    public static final String TLS = "tls";
    /** Signs the heads of the pair logs. */
    public static final String LOG = "log";
    /** Wraps case keys. */
    public static final String KEK = "kek";
    /** Codes words for search. */
    public static final String SEARCH = "search";
    /** The issuing authority, where the node and not a national PKI certifies its keys. */
    public static final String ISSUING = "issuing";

    static final List<String> REQUIRED =
            List.of(SIGNING, TLS, LOG, KEK, SEARCH, encryptionP256(1), encryptionMlKem768(1));

    private NodeKeyNames() {}

    /** The P-256 half of the {@code number}-th encryption key; the highest number is the newest. */
    public static String encryptionP256(int number) {
        return "encryption-%d-p256".formatted(number);
    }

    /** The ML-KEM-768 half of the {@code number}-th encryption key. */
    public static String encryptionMlKem768(int number) {
        return "encryption-%d-ml-kem-768".formatted(number);
    }
}
