package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.protocol.wire.SignedDocument;
import eu.vigil.protocol.wire.SignedDocument.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Optional;

/**
 * Signs and verifies documents outside CMS: two signatures, one of each algorithm, over {@code "vigil/v1/<document>\0"} and
 * the exact content, so that none can be read as another document's.
 */
final class DocumentSignature {
    private static final String PREFIX = "vigil/v1/";

    private DocumentSignature() {}

    static SignedDocument sign(String document, ByteString content, DocumentKeys keys, SecureRandom random) {
        return SignedDocument.newBuilder()
                .setDocument(document)
                .setContent(content)
                .addSignatures(signature(
                        Algorithm.P256,
                        document,
                        content,
                        keys.p256(),
                        keys.publicKeys().p256(),
                        random))
                .addSignatures(signature(
                        Algorithm.ML_DSA_65,
                        document,
                        content,
                        keys.mlDsa65(),
                        keys.publicKeys().mlDsa65(),
                        random))
                .build();
    }

    private static SignedDocument.Signature signature(
            Algorithm algorithm,
            String document,
            ByteString content,
            PrivateKey key,
            PublicKey publicKey,
            SecureRandom random) {
        try {
            Signature signature = Signature.getInstance(name(algorithm));
            signature.initSign(key, random);
            signature.update(covered(document, content).toByteArray());
            return SignedDocument.Signature.newBuilder()
                    .setAlgorithm(algorithm)
                    .setKeyId(keyId(publicKey))
                    .setSignature(ByteString.copyFrom(signature.sign()))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with %s failed".formatted(algorithm), e);
        }
    }

    /** What is wrong with the signatures of a document that these keys must have signed; empty if both hold. */
    static Optional<String> objection(SignedDocument document, DocumentPublicKeys keys) {
        List<SignedDocument.Signature> signatures = document.getSignaturesList();
        if (signatures.size() != 2) {
            return Optional.of("%d signatures instead of 2, P-256 and ML-DSA-65".formatted(signatures.size()));
        }
        return objection(document, Algorithm.P256, keys.p256())
                .or(() -> objection(document, Algorithm.ML_DSA_65, keys.mlDsa65()));
    }

    private static Optional<String> objection(SignedDocument document, Algorithm algorithm, PublicKey key) {
        List<SignedDocument.Signature> found = document.getSignaturesList().stream()
                .filter(signature -> signature.getAlgorithm() == algorithm)
                .toList();
        if (found.size() != 1) {
            return Optional.of("no %s signature".formatted(words(algorithm)));
        }
        if (!found.getFirst().getKeyId().equals(keyId(key))) {
            return Optional.of("the %s signature is by another key".formatted(words(algorithm)));
        }
        return verifies(document, algorithm, key, found.getFirst().getSignature())
                ? Optional.empty()
                : Optional.of("the %s signature does not hold".formatted(words(algorithm)));
    }

    private static boolean verifies(SignedDocument document, Algorithm algorithm, PublicKey key, ByteString bytes) {
        byte[] covered = covered(document.getDocument(), document.getContent()).toByteArray();
        if (algorithm == Algorithm.P256) {
            return Arithmetic.fastest().p256().verifies(key, covered, bytes.toByteArray());
        }
        try {
            Signature signature = Signature.getInstance(name(algorithm));
            signature.initVerify(key);
            signature.update(covered);
            return signature.verify(bytes.toByteArray());
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot verify %s".formatted(algorithm), e);
        }
    }

    private static ByteString covered(String document, ByteString content) {
        return ByteString.copyFrom(PREFIX + document + "\0", StandardCharsets.UTF_8)
                .concat(content);
    }

    private static ByteString keyId(PublicKey key) {
        return Sha256.of(ByteString.copyFrom(key.getEncoded()));
    }

    private static String name(Algorithm algorithm) {
        return switch (algorithm) {
            case P256 -> "SHA256withECDSA";
            case ML_DSA_65 -> "ML-DSA-65";
            case ALGORITHM_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("no signature algorithm: %s".formatted(algorithm));
        };
    }

    private static String words(Algorithm algorithm) {
        return algorithm == Algorithm.P256 ? "P-256" : "ML-DSA-65";
    }
}
