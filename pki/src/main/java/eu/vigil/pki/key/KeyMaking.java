package eu.vigil.pki.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Fresh keys of the few kinds that there are. All are the JDK's own classes. */
public final class KeyMaking {
    private static final int SYMMETRIC_BYTES = 32;

    private KeyMaking() {}

    /** ECDSA or ECDH on P-256 (FIPS 186-5). */
    public static KeyPair p256(SecureRandom random) {
        return pair("EC", new ECGenParameterSpec("secp256r1"), random);
    }

    /** ML-KEM-768 (FIPS 203). */
    public static KeyPair mlKem768(SecureRandom random) {
        return pair("ML-KEM", NamedParameterSpec.ML_KEM_768, random);
    }

    /** ML-DSA-65 (FIPS 204). */
    public static KeyPair mlDsa65(SecureRandom random) {
        return pair("ML-DSA", NamedParameterSpec.ML_DSA_65, random);
    }

    /** Ed25519 (RFC 8032). */
    public static KeyPair ed25519(SecureRandom random) {
        return pair("Ed25519", NamedParameterSpec.ED25519, random);
    }

    /** AES-256. */
    public static SecretKey aes256(SecureRandom random) {
        return symmetric("AES", random);
    }

    /** HMAC-SHA-256 with a key of 256 bits. */
    public static SecretKey hmacSha256(SecureRandom random) {
        return symmetric("HmacSHA256", random);
    }

    private static SecretKey symmetric(String algorithm, SecureRandom random) {
        byte[] bytes = new byte[SYMMETRIC_BYTES];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, algorithm);
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no %s".formatted(algorithm), e);
        }
    }
}
