package eu.vigil.node.enrolment;

import eu.vigil.pki.certificate.Issuer;
import eu.vigil.pki.certificate.Names;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.KeyFile;
import eu.vigil.pki.key.KeyFile.Held;
import eu.vigil.pki.key.NodeKeyNames;
import eu.vigil.pki.key.PrivateFile;
import eu.vigil.pki.key.Secret;
import eu.vigil.pki.key.SigningIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fresh keys for signing and for links, certified by the node's own issuing CA, in the place of those in the key file.
 *
 * <p>Peers need to be told nothing: both chain to the State CA of the directory. All other keys stay as they are; at every instant
 * and after a power loss the old file or the new one is there whole.
 */
public final class KeyRenewal {
    private KeyRenewal() {}

    /** What became of it. */
    public sealed interface Renewing {
        /** The file holds new keys, which the next start uses. */
        record Renewed(X509Certificate signing, X509Certificate tls) implements Renewing {}

        /** Nothing has changed. */
        record Refused(String why) implements Renewing {}
    }

    /** Renews the keys in the file. */
    public static Renewing renew(Path file, Secret secret, Instant now, SecureRandom random) {
        return switch (KeyFile.read(file, secret)) {
            case KeyFile.Reading.Problem(var text) -> new Renewing.Refused(text);
            case KeyFile.Reading.Read(var keys) -> renew(file, keys, secret, now, random);
        };
    }

    private static Renewing renew(Path file, KeyFile keys, Secret secret, Instant now, SecureRandom random) {
        Optional<Held.Private> issuing = keys.privateKey(NodeKeyNames.ISSUING);
        Optional<Named> named =
                keys.privateKey(NodeKeyNames.SIGNING).flatMap(signing -> Names.in(signing.certificate()));
        if (issuing.isEmpty() || named.isEmpty()) {
            return new Renewing.Refused(
                    "key file: %s holds no issuing CA: whoever certified its keys certifies the next ones"
                            .formatted(file));
        }
        Instant until = issuing.get().certificate().getNotAfter().toInstant();
        if (!now.isBefore(until)) {
            return new Renewing.Refused(
                    "key file: the issuing CA ended at %s: the State CA certifies the next one".formatted(until));
        }
        Issuer issuer = new Issuer(
                new SigningIdentity(issuing.get().key(), issuing.get().chain()), named.get(), random);
        SigningIdentity signing = issuer.signing(now);
        SigningIdentity tls = issuer.tls(now);
        Map<String, Held> held = new TreeMap<>();
        for (String name : keys.names()) {
            keys.privateKey(name).ifPresent(key -> held.put(name, key));
            keys.symmetricKey(name).ifPresent(key -> held.put(name, new Held.Symmetric(key)));
        }
        held.put(NodeKeyNames.SIGNING, new Held.Private(signing.key(), signing.chain()));
        held.put(NodeKeyNames.TLS, new Held.Private(tls.key(), tls.chain()));
        return replace(file, KeyFile.of(held), secret)
                .<Renewing>map(Renewing.Refused::new)
                .orElseGet(() -> new Renewing.Renewed(signing.certificate(), tls.certificate()));
    }

    private static Optional<String> replace(Path file, KeyFile keys, Secret secret) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh); // left by a run that was interrupted
            keys.writeNew(fresh, secret);
            Files.setAttribute(fresh, "unix:uid", Files.getAttribute(file, "unix:uid"));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFile.forceFolder(file.toAbsolutePath().getParent());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("key file: %s cannot be written: %s".formatted(file, e));
        }
    }
}
