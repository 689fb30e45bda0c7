package eu.vigil.pki.certificate;

/** What a certificate is shown for. */
public enum Use {
    /** The signature of a message. */
    SIGNING("signing messages"),
    /** Sealing to its owner, with either half of the encryption key. */
    ENCRYPTION("encryption"),
    /** The dialling end of a link. */
    TLS_CLIENT("dialling a link"),
    /** The listening end of a link. */
    TLS_SERVER("answering a link");

    private final String words;

    Use(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
