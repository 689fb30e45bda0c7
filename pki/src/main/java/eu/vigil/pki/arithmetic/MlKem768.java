package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;

/** ML-KEM-768 (FIPS 203). */
public final class MlKem768 {
    /** The bytes of an encapsulation. */
    public static final int ENCAPSULATION_BYTES = 1088;

    private static final int PUBLIC_KEY_BYTES = 1184;

    /** What stands before the key in every SubjectPublicKeyInfo of ML-KEM-768 (RFC 9935). */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("308204b2300b0609608648016503040402038204a100");

    private final Provider provider;

    MlKem768(Provider provider) {
        this.provider = provider;
    }

    /** A shared secret of 32 bytes and what lets the recipient have it too. */
    public static final class Encapsulated {
        private final byte[] secret;
        private final byte[] encapsulation;

        private Encapsulated(byte[] secret, byte[] encapsulation) {
            this.secret = secret;
            this.encapsulation = encapsulation;
        }

        /** The shared secret, 32 bytes. */
        public byte[] secret() {
            return secret.clone();
        }

        /** The encapsulation, 1088 bytes. */
        public byte[] encapsulation() {
            return encapsulation.clone();
        }
    }

    /** A private key, checked once and then used by any number of threads. */
    public static final class Own {
        private final KEM.Decapsulator decapsulator;

        private Own(KEM.Decapsulator decapsulator) {
            this.decapsulator = decapsulator;
        }

        /** The secret of an encapsulation; empty if it has not the right length. A forged one gives a secret that nobody knows. */
        public Optional<byte[]> decapsulate(byte[] encapsulation) {
            if (encapsulation.length != ENCAPSULATION_BYTES) {
                return Optional.empty();
            }
            try {
                return Optional.of(decapsulator.decapsulate(encapsulation).getEncoded());
            } catch (DecapsulateException _) {
                return Optional.empty();
            }
        }
    }

    /** The key of a SubjectPublicKeyInfo (RFC 9935); empty unless it is one of ML-KEM-768. */
    public Optional<PublicKey> publicKey(byte[] subjectPublicKeyInfo) {
        if (subjectPublicKeyInfo.length != SPKI_HEAD.length + PUBLIC_KEY_BYTES
                || !Arrays.equals(subjectPublicKeyInfo, 0, SPKI_HEAD.length, SPKI_HEAD, 0, SPKI_HEAD.length)) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyFactory.getInstance("ML-KEM", provider)
                    .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ML-KEM is missing", e);
        }
    }

    /**
     * This key, to be had once: it is checked (FIPS 203 section 7.3), which takes a tenth of its use.
     *
     * @throws IllegalArgumentException if it is no private key of ML-KEM-768 in a form that the provider reads
     */
    public Own ours(PrivateKey key) {
        try {
            PrivateKey known = KeyFactory.getInstance("ML-KEM", provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
            return new Own(KEM.getInstance("ML-KEM", provider).newDecapsulator(known));
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new IllegalArgumentException("not a private key of ML-KEM-768", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ML-KEM is missing", e);
        }
    }

    /**
     * A new secret for the holder of {@code key}.
     *
     * @throws IllegalArgumentException if the key fails the check of FIPS 203 section 7.2
     */
    public Encapsulated encapsulate(PublicKey key, SecureRandom random) {
        try {
            KEM.Encapsulated made = KEM.getInstance("ML-KEM", provider)
                    .newEncapsulator(key, random)
                    .encapsulate();
            return new Encapsulated(made.key().getEncoded(), made.encapsulation());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key of ML-KEM-768", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ML-KEM is missing", e);
        }
    }
}
