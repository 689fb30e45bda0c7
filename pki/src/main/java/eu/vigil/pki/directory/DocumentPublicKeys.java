package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * The public halves of {@link DocumentKeys}.
 *
 * @param p256 on P-256
 * @param mlDsa65 an ML-DSA-65 key
 */
public record DocumentPublicKeys(PublicKey p256, PublicKey mlDsa65) {
    private static final int PEM_CHARS_MAX = 64 * 1024;
    private static final String PEM_TYPE = "PUBLIC KEY";
    private static final int P256_BITS = 256;

    /**
     * Reads both from their DER SubjectPublicKeyInfo.
     *
     * @return empty unless they are a P-256 and an ML-DSA-65 key
     */
    public static Optional<DocumentPublicKeys> of(ByteString p256, ByteString mlDsa65) {
        return key("EC", p256.toByteArray())
                .filter(key -> key instanceof ECPublicKey curve
                        && curve.getParams().getOrder().bitLength() == P256_BITS)
                .flatMap(classical -> key("ML-DSA-65", mlDsa65.toByteArray())
                        .map(postQuantum -> new DocumentPublicKeys(classical, postQuantum)));
    }

    /**
     * Reads a PEM file (RFC 7468) with both public keys in it, P-256 first.
     *
     * @return empty if it is anything else
     */
    public static Optional<DocumentPublicKeys> parse(String pem) {
        if (pem.length() > PEM_CHARS_MAX) {
            return Optional.empty();
        }
        List<ByteString> keys = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            for (PemObject found = reader.readPemObject(); found != null; found = reader.readPemObject()) {
                if (!found.getType().equals(PEM_TYPE)) {
                    return Optional.empty();
                }
                keys.add(ByteString.copyFrom(found.getContent()));
            }
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
        return keys.size() == 2 ? of(keys.get(0), keys.get(1)) : Optional.empty();
    }

    /** Both as a PEM file, P-256 first. */
    public String pem() {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(PEM_TYPE, p256.getEncoded()));
            writer.writeObject(new PemObject(PEM_TYPE, mlDsa65.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("text could not be written to memory", e);
        }
        return text.toString();
    }

    /** What two people compare over the telephone: the first 16 bytes of the SHA-256 of both keys, in groups of four digits. */
    public String fingerprint() {
        MessageDigest digest = Sha256.digest();
        digest.update(p256.getEncoded());
        byte[] whole = digest.digest(mlDsa65.getEncoded());
        return HexFormat.of().formatHex(whole, 0, 16).replaceAll("(.{4})(?!$)", "$1 ");
    }

    private static Optional<PublicKey> key(String algorithm, byte[] info) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info)));
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no %s".formatted(algorithm), e);
        }
    }
}
