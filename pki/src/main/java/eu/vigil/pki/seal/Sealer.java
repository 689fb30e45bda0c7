package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.key.SigningIdentity;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Signs messages as one identity and seals them for their recipients in suite 1; safe for many threads.
 *
 * <p>Sealing draws new keys each time: whoever sends again sends the bytes that were kept, unless its recipient has another key by then.
 */
public final class Sealer {
    /** The largest content, in bytes. */
    public static final int CONTENT_BYTES_MAX = Suite1.CONTENT_BYTES_MAX;

    private static final int REMEMBERED_MAX = 512;

    private final Arithmetic arithmetic;
    private volatile Signing signing;
    private final CurveLayer inner;
    private final LatticeLayer outer;
    private final SecureRandom random;
    private final Remembered<RecipientKey, Recipient> remembered = new Remembered<>(REMEMBERED_MAX);

    private record Recipient(
            PublicKey p256, CertificateName p256Name, PublicKey mlKem768, CertificateName mlKem768Name) {}

    /**
     * A sealer for this identity.
     *
     * @throws IllegalArgumentException if the identity's key is not of P-256, or it has more than 4 certificates or one of more than 8
     *     KiB
     */
    public Sealer(SigningIdentity identity, SecureRandom random) {
        this(identity, Arithmetic.fastest(), random);
    }

    Sealer(SigningIdentity identity, Arithmetic arithmetic, SecureRandom random) {
        this.arithmetic = arithmetic;
        this.signing = new Signing(arithmetic, identity);
        this.inner = new CurveLayer(arithmetic);
        this.outer = new LatticeLayer(arithmetic);
        this.random = random;
    }

    /**
     * Signs as this identity from now on.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public void signAs(SigningIdentity renewed) {
        signing = new Signing(arithmetic, renewed);
    }

    /**
     * Signs the content.
     *
     * @param signingTime claimed in the signature, cut to the second
     * @throws IllegalArgumentException if the content is larger than {@link #CONTENT_BYTES_MAX}
     */
    public Signed sign(byte[] content, Instant signingTime) {
        if (content.length > CONTENT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "content of %d bytes, at most %d".formatted(content.length, CONTENT_BYTES_MAX));
        }
        byte[] signedData = signing.sign(content, signingTime.truncatedTo(ChronoUnit.SECONDS), random);
        return new Signed(signedData, arithmetic.hash().sha256(signedData));
    }

    /**
     * Seals what was signed for one recipient; may be done again for another key of it.
     *
     * @throws IllegalArgumentException if the certificates are not of a P-256 and an ML-KEM-768 key
     */
    public byte[] seal(Signed message, RecipientKey to) {
        Recipient recipient = recipient(to);
        byte[] once = inner.close(message.own(), recipient.p256(), recipient.p256Name(), random);
        return outer.close(once, recipient.mlKem768(), recipient.mlKem768Name(), random);
    }

    /**
     * Whether this key opens what was sealed; false also for bytes that nobody has sealed.
     *
     * @throws IllegalArgumentException as {@link #seal}
     */
    public boolean isSealedTo(byte[] sealed, RecipientKey key) {
        try {
            return LatticeLayer.read(sealed).name().equals(recipient(key).mlKem768Name());
        } catch (Unacceptable _) {
            return false;
        }
    }

    private Recipient recipient(RecipientKey key) {
        return remembered.get(key).orElseGet(() -> {
            Recipient recipient = new Recipient(
                    arithmetic
                            .p256()
                            .publicKey(key.p256().getPublicKey().getEncoded())
                            .orElseThrow(() -> new IllegalArgumentException("recipient: not a P-256 key")),
                    CertificateName.of(key.p256()),
                    arithmetic
                            .mlKem768()
                            .publicKey(key.mlKem768().getPublicKey().getEncoded())
                            .orElseThrow(() -> new IllegalArgumentException("recipient: not an ML-KEM-768 key")),
                    CertificateName.of(key.mlKem768()));
            remembered.put(key, recipient);
            return recipient;
        });
    }
}
