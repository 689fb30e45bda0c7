package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** ECDSA with SHA-256 and ECDH on the curve P-256, with keys converted once by {@code ours}. */
public final class P256 {
    /** The bytes of an uncompressed point: 04, x, y (SEC 1 section 2.3.3). */
    public static final int POINT_BYTES = 65;

    /** What stands before the point in the SubjectPublicKeyInfo of every P-256 key (RFC 5480). */
    private static final byte[] SPKI_HEAD =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private static final String SIGNATURES = "SHA256withECDSA";

    private final Provider provider;
    private final Verification verification;

    P256(Provider provider) {
        this.provider = provider;
        this.verification = new Verification(SIGNATURES, provider);
    }

    /** The key of a SubjectPublicKeyInfo; empty unless it is a point of P-256, uncompressed, on the named curve. */
    public Optional<PublicKey> publicKey(byte[] subjectPublicKeyInfo) {
        if (subjectPublicKeyInfo.length != SPKI_HEAD.length + POINT_BYTES
                || !Arrays.equals(subjectPublicKeyInfo, 0, SPKI_HEAD.length, SPKI_HEAD, 0, SPKI_HEAD.length)
                || subjectPublicKeyInfo[SPKI_HEAD.length] != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyFactory.getInstance("EC", provider)
                    .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is missing", e);
        }
    }

    /** The key of an uncompressed point; empty unless it is one of P-256. */
    public Optional<PublicKey> publicKeyOfPoint(byte[] point) {
        if (point.length != POINT_BYTES) {
            return Optional.empty();
        }
        byte[] info = Arrays.copyOf(SPKI_HEAD, SPKI_HEAD.length + POINT_BYTES);
        System.arraycopy(point, 0, info, SPKI_HEAD.length, POINT_BYTES);
        return publicKey(info);
    }

    /** The uncompressed point of a key of P-256. */
    public byte[] point(PublicKey key) {
        byte[] info = key.getEncoded();
        return Arrays.copyOfRange(info, info.length - POINT_BYTES, info.length);
    }

    /**
     * This key as the provider wants it: to be done once for each key, since every use of a foreign key converts it anew.
     *
     * @throws IllegalArgumentException if it is no private key of P-256 whose bytes can be had
     */
    public PrivateKey ours(PrivateKey key) {
        try {
            return KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not a private key of P-256", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is missing", e);
        }
    }

    /** A new pair for one agreement. */
    public KeyPair ephemeral(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is missing", e);
        }
    }

    /** The shared secret: the x coordinate, 32 bytes. Both keys must be of this provider. */
    public byte[] agree(PrivateKey own, PublicKey other) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
            agreement.init(own);
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ECDH failed with keys that were checked", e);
        }
    }

    /** The signature of {@code data}: an ECDSA-Sig-Value in DER (RFC 3279 section 2.2.3). */
    public byte[] sign(PrivateKey key, byte[] data, SecureRandom random) {
        try {
            Signature signature = Signature.getInstance(SIGNATURES, provider);
            signature.initSign(key, random);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
    }

    /** Whether {@code signature} is one of {@code data} by the holder of {@code key}; garbage is not. */
    public boolean verifies(PublicKey key, byte[] data, byte[] signature) {
        return verification.verifies(key, data, signature);
    }
}
