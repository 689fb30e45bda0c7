package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Signatures of Ed25519 (RFC 8032): the same key and data give the same signature, whoever computes. */
public final class Ed25519 {
    /** The bytes of a public key. */
    public static final int KEY_BYTES = 32;

    /** What stands before the point in the SubjectPublicKeyInfo of every Ed25519 key (RFC 8410). */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String NAME = "Ed25519";

    private final Provider signatures;
    private final Provider keys;
    private final Verification verification;

    Ed25519(Provider signatures, Provider keys) {
        this.signatures = signatures;
        this.keys = keys;
        this.verification = new Verification(NAME, signatures);
    }

    /** The key of 32 bytes; empty unless they are a point of the curve. */
    public Optional<PublicKey> publicKey(byte[] point) {
        if (point.length != KEY_BYTES || !org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(point, 0)) {
            return Optional.empty();
        }
        byte[] info = Arrays.copyOf(SPKI_HEAD, SPKI_HEAD.length + KEY_BYTES);
        System.arraycopy(point, 0, info, SPKI_HEAD.length, KEY_BYTES);
        try {
            return Optional.of(KeyFactory.getInstance(NAME, keys).generatePublic(new X509EncodedKeySpec(info)));
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * This key as the provider wants it, to be done once for each key.
     *
     * @throws IllegalArgumentException if it is no private key of Ed25519 whose bytes can be had
     */
    public PrivateKey ours(PrivateKey key) {
        try {
            return KeyFactory.getInstance(NAME, keys).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The signature of {@code data}, 64 bytes. */
    public byte[] sign(PrivateKey key, byte[] data) {
        try {
            Signature signature = Signature.getInstance(NAME, signatures);
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }

    /** Whether {@code signature} is one of {@code data} by the holder of {@code key}; garbage is not. */
    public boolean verifies(PublicKey key, byte[] data, byte[] signature) {
        return verification.verifies(key, data, signature);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Ed25519 is missing", e);
    }
}
