package eu.vigil.pki.directory;

import eu.vigil.pki.certificate.KeyHolder;
import eu.vigil.pki.key.KeyFile;
import eu.vigil.pki.key.KeyFile.Held;
import eu.vigil.pki.key.KeyMaking;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What signs documents outside CMS: a P-256 and an ML-DSA-65 key that always sign together, so that a document stays proven
 * should either fall.
 *
 * @param p256 ECDSA with SHA-256
 * @param mlDsa65 pure, with an empty context
 * @param publicKeys both public halves
 */
public record DocumentKeys(PrivateKey p256, PrivateKey mlDsa65, DocumentPublicKeys publicKeys) {
    private static final String P256 = "p256";
    private static final String ML_DSA_65 = "ml-dsa-65";
    private static final Period LIFE = Period.ofYears(5);

    /** Fresh keys. */
    public static DocumentKeys create(SecureRandom random) {
        KeyPair classical = KeyMaking.p256(random);
        KeyPair postQuantum = KeyMaking.mlDsa65(random);
        return new DocumentKeys(
                classical.getPrivate(),
                postQuantum.getPrivate(),
                new DocumentPublicKeys(classical.getPublic(), postQuantum.getPublic()));
    }

    /** The keys as a key file; {@code title} says in it what they are for. */
    public KeyFile keyFile(String title, Instant now, SecureRandom random) {
        KeyPair classical = new KeyPair(publicKeys.p256(), p256);
        KeyPair postQuantum = new KeyPair(publicKeys.mlDsa65(), mlDsa65);
        return KeyFile.of(Map.of(
                P256,
                new Held.Private(p256, List.of(KeyHolder.of(classical, title + " P-256", LIFE, now, random))),
                ML_DSA_65,
                new Held.Private(
                        mlDsa65, List.of(KeyHolder.of(postQuantum, title + " ML-DSA-65", LIFE, now, random)))));
    }

    /** The keys of a file that {@link #keyFile} made; empty if one is not there. */
    public static Optional<DocumentKeys> from(KeyFile file) {
        return file.privateKey(P256)
                .flatMap(classical -> file.privateKey(ML_DSA_65)
                        .map(postQuantum -> new DocumentKeys(
                                classical.key(),
                                postQuantum.key(),
                                new DocumentPublicKeys(
                                        classical.certificate().getPublicKey(),
                                        postQuantum.certificate().getPublicKey()))));
    }
}
