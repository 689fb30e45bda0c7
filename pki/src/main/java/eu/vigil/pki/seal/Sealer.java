package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.key.SigningIdentity;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages as one identity and seals them for their recipients in suite 1; safe for many threads.
 *
 * <p>No two sealings are alike: whoever sends again sends the bytes that were kept, unless its recipient has another key by then.
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

    /** For how long one encapsulation serves all messages for a key. */
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    /** @param shared the newest encapsulation for it that several messages may have */
    private record Recipient(
            PublicKey p256,
            CertificateName p256Name,
            PublicKey mlKem768,
            CertificateName mlKem768Name,
            AtomicReference<@Nullable Shared> shared) {}

    private record Shared(LatticeLayer.Encapsulation encapsulation, Instant since) {
        /** Neither too old nor of a time that is yet to come, by a clock that may be set. */
        boolean servesAt(Instant now) {
            return !now.isBefore(since) && now.isBefore(since.plus(SHARED_FOR));
        }
    }

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
     * Seals what was signed for one recipient, with new keys in both layers; may be done again for another key of it.
     *
     * @throws IllegalArgumentException if the certificates are not of a P-256 and an ML-KEM-768 key
     */
    public byte[] seal(Signed message, RecipientKey to) {
        Recipient recipient = recipient(to);
        return seal(message, recipient, outer.encapsulate(recipient.mlKem768(), random));
    }

    /**
     * The same, with an outer layer whose encapsulation may be that of other messages for this key in the same second. The inner layer
     * has a new key for each message, and so has the content of both.
     *
     * @throws IllegalArgumentException as {@link #seal(Signed, RecipientKey)}
     */
    public byte[] seal(Signed message, RecipientKey to, Instant now) {
        Recipient recipient = recipient(to);
        return seal(message, recipient, shared(recipient, now));
    }

    private byte[] seal(Signed message, Recipient recipient, LatticeLayer.Encapsulation encapsulation) {
        byte[] once = inner.close(message.own(), recipient.p256(), recipient.p256Name(), random);
        return outer.close(once, encapsulation, recipient.mlKem768Name(), random);
    }

    /** Two threads that find it too old at once make two. */
    private LatticeLayer.Encapsulation shared(Recipient recipient, Instant now) {
        @Nullable Shared newest = recipient.shared().get();
        if (newest != null && newest.servesAt(now)) {
            return newest.encapsulation();
        }
        LatticeLayer.Encapsulation made = outer.encapsulate(recipient.mlKem768(), random);
        recipient.shared().set(new Shared(made, now));
        return made;
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
                    CertificateName.of(key.mlKem768()),
                    new AtomicReference<>());
            remembered.put(key, recipient);
            return recipient;
        });
    }
}
