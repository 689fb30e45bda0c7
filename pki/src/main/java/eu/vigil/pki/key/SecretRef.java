package eu.vigil.pki.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Where a secret is to be found; the configuration holds such references, never a secret.
 *
 * <p>{@code file:PATH} (relative to the configuration's folder), {@code env:NAME}, {@code systemd-credential:NAME}.
 *
 * @param kind the sort of place
 * @param name path or name within it
 */
public record SecretRef(Kind kind, String name) {
    private static final long SECRET_BYTES_MAX = 64 * 1024L;

    /** The sorts of places. */
    public enum Kind {
        /** A file that only its owner can read. */
        FILE("file:"),
        /** A variable of the process's environment. */
        ENVIRONMENT("env:"),
        /** What systemd's LoadCredential= passed to the service. */
        SYSTEMD_CREDENTIAL("systemd-credential:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The secret, or why it is not to be had. */
    public sealed interface Resolution {
        /** The secret was there. */
        record Resolved(Secret secret) implements Resolution {}

        /** It was not; {@code text} tells the operator what to do. */
        record Problem(String text) implements Resolution {}
    }

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException if it is none, saying what would be right; the text is not repeated, for it may be a
     *     secret
     */
    public static SecretRef parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix) && text.length() > kind.prefix.length()) {
                return new SecretRef(kind, text.substring(kind.prefix.length()));
            }
        }
        throw new IllegalArgumentException(
                "secret: not a reference like file:/etc/vigil/keys.secret, env:NAME or systemd-credential:NAME");
    }

    /** Fetches the secret. A relative path counts from {@code base}; one line end at the end of a file does not count. */
    public Resolution resolve(Path base) {
        return resolve(base, System.getenv());
    }

    /** The same with these variables instead of the process's own. */
    public Resolution resolve(Path base, Map<String, String> environment) {
        return switch (kind) {
            case FILE -> privateFile(base.resolve(name));
            case ENVIRONMENT -> {
                String value = environment.get(name);
                yield value == null || value.isEmpty()
                        ? problem("the environment variable %s is not set".formatted(name))
                        : new Resolution.Resolved(new Secret(value.getBytes(StandardCharsets.UTF_8)));
            }
            case SYSTEMD_CREDENTIAL -> {
                String folder = environment.get("CREDENTIALS_DIRECTORY");
                // systemd keeps others out with an access-control list, whose mask looks like a group's right to read.
                yield folder == null
                        ? problem("CREDENTIALS_DIRECTORY is not set: add LoadCredential=%s to the unit".formatted(name))
                        : file(Path.of(folder).resolve(name));
            }
        };
    }

    private Resolution privateFile(Path path) {
        return switch (PrivateFile.check(path)) {
            case PrivateFile.Standing.OwnersOnly _ -> file(path);
            case PrivateFile.Standing.Problem(var text) -> problem(text);
        };
    }

    private Resolution file(Path path) {
        try {
            if (Files.size(path) > SECRET_BYTES_MAX) {
                return problem("%s is larger than %d bytes: that is no secret".formatted(path, SECRET_BYTES_MAX));
            }
            byte[] bytes = Files.readAllBytes(path);
            int end = bytes.length;
            if (end > 0 && bytes[end - 1] == '\n') {
                end--;
            }
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
            return end == 0
                    ? problem("%s is empty".formatted(path))
                    : new Resolution.Resolved(new Secret(Arrays.copyOf(bytes, end)));
        } catch (NoSuchFileException _) {
            return problem("%s does not exist".formatted(path));
        } catch (IOException e) {
            return problem("%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }

    private Resolution.Problem problem(String text) {
        return new Resolution.Problem("secret %s: %s".formatted(this, text));
    }

    @Override
    public String toString() {
        return kind.prefix + name;
    }
}
