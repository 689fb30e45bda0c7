package eu.vigil.pki.key;

import eu.vigil.pki.key.KeyFile.Held;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * All keys that a running node uses.
 *
 * @param signing signs messages
 * @param decryption opens what was sealed for this node, newest first; old ones stay as long as the archive
 * @param tls what the node shows on its links
 * @param log signs the heads of the pair logs
 * @param kek AES-256, wraps the data keys of cases
 * @param search HMAC-SHA-256, codes words and identifiers for search
 */
public record NodeKeys(
        SigningIdentity signing,
        List<DecryptionKey> decryption,
        SigningIdentity tls,
        LogKey log,
        SecretKey kek,
        SecretKey search) {
    private static final Pattern ENCRYPTION_P256 = Pattern.compile("encryption-([0-9]{1,9})-p256");

    /** Copies the list. */
    public NodeKeys {
        decryption = List.copyOf(decryption);
    }

    /** The keys, or what is wrong with their file. */
    public sealed interface Opening {
        /** Every key was there. */
        record Opened(NodeKeys keys) implements Opening {}

        /** What is wrong, naming the file and the key. */
        record Problem(String text) implements Opening {}
    }

    /** Opens the node's key file. */
    public static Opening open(Path p12, Secret secret) {
        return switch (KeyFile.read(p12, secret)) {
            case KeyFile.Reading.Problem(var text) -> new Opening.Problem(text);
            case KeyFile.Reading.Read(var file) ->
                from(file).<Opening>map(Opening.Opened::new).orElseGet(() -> incomplete(p12, file));
        };
    }

    private static Opening.Problem incomplete(Path p12, KeyFile file) {
        List<String> missing = new ArrayList<>(NodeKeyNames.REQUIRED);
        missing.removeAll(file.names());
        return new Opening.Problem("key file: %s lacks %s: was it made by vigil init?"
                .formatted(p12, missing.isEmpty() ? "a whole encryption key" : String.join(", ", missing)));
    }

    private static Optional<NodeKeys> from(KeyFile file) {
        Optional<Held.Private> signing = file.privateKey(NodeKeyNames.SIGNING);
        Optional<Held.Private> tls = file.privateKey(NodeKeyNames.TLS);
        Optional<Held.Private> log = file.privateKey(NodeKeyNames.LOG);
        Optional<SecretKey> kek = file.symmetricKey(NodeKeyNames.KEK);
        Optional<SecretKey> search = file.symmetricKey(NodeKeyNames.SEARCH);
        List<DecryptionKey> decryption = decryption(file);
        if (signing.isEmpty() || tls.isEmpty() || log.isEmpty() || kek.isEmpty() || search.isEmpty()) {
            return Optional.empty();
        }
        if (decryption.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NodeKeys(
                identity(signing.get()),
                decryption,
                identity(tls.get()),
                LogKey.of(log.get().key(), log.get().certificate().getPublicKey()),
                kek.get(),
                search.get()));
    }

    private static SigningIdentity identity(Held.Private held) {
        return new SigningIdentity(held.key(), held.chain());
    }

    private static List<DecryptionKey> decryption(KeyFile file) {
        return file.names().stream()
                .map(ENCRYPTION_P256::matcher)
                .filter(Matcher::matches)
                .map(name -> Integer.parseInt(name.group(1)))
                .sorted(Comparator.reverseOrder())
                .flatMap(number -> file
                        .privateKey(NodeKeyNames.encryptionP256(number))
                        .flatMap(p256 -> file.privateKey(NodeKeyNames.encryptionMlKem768(number))
                                .map(mlKem -> new DecryptionKey(
                                        p256.key(), p256.certificate(), mlKem.key(), mlKem.certificate())))
                        .stream())
                .toList();
    }
}
