package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.MlKem768;
import eu.vigil.pki.key.DecryptionKey;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens what was sealed in suite 1, or says why not; safe for many threads.
 *
 * <p>Whatever the bytes, the outcome is a value. Nothing is decrypted without being verified, and only this class makes a {@link
 * Verified}. Sizes, depth and number of elements are checked before any work on them.
 */
public final class Opener {
    /** The largest sealed message, in bytes. */
    public static final int SEALED_BYTES_MAX = Suite1.SEALED_BYTES_MAX;

    /** A signing time up to this long ago is taken (security.md section 2). */
    public static final Duration SIGNED_AGO_MAX = Duration.ofDays(7);

    /** A signing time up to this far ahead is taken, for clocks differ. */
    public static final Duration SIGNED_AHEAD_MAX = Duration.ofMinutes(5);

    private final CurveLayer inner;
    private final LatticeLayer outer;
    private final SignatureReading signatures;
    private final Arithmetic arithmetic;
    private volatile Map<CertificateName, Own> keys;

    /** What it takes to make a {@link Verified}; it cannot be had elsewhere. */
    static final class Proof {
        private Proof() {}
    }

    private record Own(PrivateKey p256, CertificateName p256Name, MlKem768.Own mlKem768) {}

    /**
     * An opener for what was sealed to any of these keys.
     *
     * @throws IllegalArgumentException if a key is not of P-256 or ML-KEM-768
     */
    public Opener(List<DecryptionKey> keys) {
        this(keys, Arithmetic.fastest());
    }

    Opener(List<DecryptionKey> keys, Arithmetic arithmetic) {
        this.inner = new CurveLayer(arithmetic);
        this.outer = new LatticeLayer(arithmetic);
        this.signatures = new SignatureReading(arithmetic);
        this.arithmetic = arithmetic;
        this.keys = byName(keys, arithmetic);
    }

    /**
     * Opens with these keys from now on.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public void openWith(List<DecryptionKey> renewed) {
        keys = byName(renewed, arithmetic);
    }

    private static Map<CertificateName, Own> byName(List<DecryptionKey> keys, Arithmetic arithmetic) {
        Map<CertificateName, Own> byName = new HashMap<>();
        for (DecryptionKey key : keys) {
            Own own = new Own(
                    arithmetic.p256().ours(key.p256()),
                    CertificateName.of(key.p256Certificate()),
                    arithmetic.mlKem768().ours(key.mlKem768()));
            byName.put(CertificateName.of(key.mlKem768Certificate()), own);
        }
        return byName;
    }

    /**
     * Opens, verifies, asks {@code check} whether the signer is the sender, and holds the signing time against {@code now}.
     *
     * <p>Time comes last, so that a message that is certainly the sender's is known as such even when it comes too late.
     */
    public Opening open(byte[] sealed, SenderCheck check, Instant now) {
        try {
            SignatureReading.Found found = signatures.read(decrypt(sealed));
            return switch (check.check(found.chain, found.signingTime)) {
                case SenderCheck.Verdict.Accepted _ -> inTime(verified(found), now);
                case SenderCheck.Verdict.Rejected(var detail) ->
                    new Opening.Refused(Reason.SENDER, detail, Optional.empty());
            };
        } catch (Unacceptable e) {
            return new Opening.Refused(e.reason(), String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private byte[] decrypt(byte[] sealed) throws Unacceptable {
        if (sealed.length > SEALED_BYTES_MAX) {
            throw new Unacceptable(Reason.TOO_LARGE, "sealed message of " + sealed.length + " bytes");
        }
        LatticeLayer.Addressed addressed = LatticeLayer.read(sealed);
        Own own = keys.get(addressed.name());
        if (own == null) {
            throw new Unacceptable(
                    Reason.UNKNOWN_KEY, "sealed to the certificate with serial number " + serial(addressed.name()));
        }
        CurveLayer.Addressed within = CurveLayer.read(outer.open(addressed, own.mlKem768()));
        return inner.open(within, own.p256(), own.p256Name());
    }

    /** In decimal, if it is one that a certificate can have (RFC 5280 section 4.1.2.2). */
    private static String serial(CertificateName name) throws Unacceptable {
        BigInteger serial = name.serial();
        return serial.bitLength() > 160 ? "of more than 20 bytes" : serial.toString();
    }

    private static Verified verified(SignatureReading.Found found) {
        return new Verified(new Proof(), found.content, found.signedData, found.digest, found.chain, found.signingTime);
    }

    private static Opening inTime(Verified message, Instant now) {
        Instant at = message.signingTime();
        if (at.isBefore(now.minus(SIGNED_AGO_MAX))) {
            return untimely(Reason.SIGNED_TOO_LONG_AGO, message, now);
        }
        if (at.isAfter(now.plus(SIGNED_AHEAD_MAX))) {
            return untimely(Reason.SIGNED_IN_THE_FUTURE, message, now);
        }
        return new Opening.Opened(message);
    }

    private static Opening untimely(Reason reason, Verified message, Instant now) {
        String detail = "signed %s, opened %s".formatted(message.signingTime(), now);
        return new Opening.Refused(reason, detail, Optional.of(message));
    }
}
