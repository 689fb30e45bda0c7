package eu.vigil.node.directory;

import eu.vigil.pki.directory.DocumentKeys;
import eu.vigil.pki.key.KeyFile;
import eu.vigil.pki.key.PrivateFile;
import eu.vigil.pki.key.Secret;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.protocol.id.NetworkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Where an authority keeps its keys: {@code authority.p12} (0600), {@code authority.secret} (0600) and {@code authority.pub},
 * which every node is given.
 */
public final class AuthorityFolder {
    /** The keys. */
    public static final String KEYS = "authority.p12";
    /** What opens them. */
    public static final String SECRET = "authority.secret";
    /** The public keys. */
    public static final String PUBLIC_KEYS = "authority.pub";

    private AuthorityFolder() {}

    /** The keys, or why they are not to be had. */
    public sealed interface Opening {
        /**
         * They are there.
         *
         * @param keys the authority's keys
         * @param created true if they were made just now
         */
        record Opened(DocumentKeys keys, boolean created) implements Opening {}

        /** What is wrong, naming the file. */
        record Problem(String text) implements Opening {}
    }

    /** Opens the keys in the folder. */
    public static Opening open(Path folder) {
        return switch (SecretRef.parse("file:" + SECRET).resolve(folder)) {
            case SecretRef.Resolution.Problem(var text) -> new Opening.Problem(text);
            case SecretRef.Resolution.Resolved(var secret) ->
                switch (KeyFile.read(folder.resolve(KEYS), secret)) {
                    case KeyFile.Reading.Problem(var text) -> new Opening.Problem(text);
                    case KeyFile.Reading.Read(var file) ->
                        DocumentKeys.from(file)
                                .<Opening>map(keys -> new Opening.Opened(keys, false))
                                .orElseGet(() -> new Opening.Problem(
                                        "key file: %s holds no authority's keys".formatted(folder.resolve(KEYS))));
                };
        };
    }

    /** Opens the keys in the folder; makes both, if there is no such key file yet. */
    public static Opening openOrCreate(Path folder, NetworkId network, Instant now, SecureRandom random) {
        if (Files.exists(folder.resolve(KEYS))) {
            return open(folder);
        }
        DocumentKeys keys = DocumentKeys.create(random);
        Secret secret = Secret.random(random);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            PrivateFile.writeNew(folder.resolve(SECRET), secret.bytes());
            Files.writeString(folder.resolve(PUBLIC_KEYS), keys.publicKeys().pem(), StandardOpenOption.CREATE_NEW);
            // Last: whoever finds the key file finds the other two as well.
            keys.keyFile("Directory of " + network, now, random).writeNew(folder.resolve(KEYS), secret);
            PrivateFile.forceFolder(folder);
            return new Opening.Opened(keys, true);
        } catch (IOException e) {
            return new Opening.Problem("authority: its keys cannot be made in %s: %s".formatted(folder, e));
        }
    }
}
