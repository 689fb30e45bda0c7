package eu.vigil.config;

import eu.vigil.config.value.SecretReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether secrets are where they are said to be.
 *
 * @param data the folder that relative paths are taken from
 * @param environment the variables of this process
 */
record Secrets(Path data, Map<String, String> environment) {
    /** Why a secret cannot be had; empty if it is there. */
    Optional<String> missing(SecretReference reference) {
        String name = reference.name();
        return switch (reference.place()) {
            case FILE -> file(data.resolve(name));
            case ENV ->
                environment.getOrDefault(name, "").isEmpty()
                        ? Optional.of("the variable %s is not set".formatted(name))
                        : Optional.empty();
            case SYSTEMD_CREDENTIAL -> {
                String folder = environment.get("CREDENTIALS_DIRECTORY");
                yield folder == null
                        ? Optional.of("systemd handed over no credentials; the unit needs LoadCredential=" + name)
                        : file(Path.of(folder, name));
            }
        };
    }

    private static Optional<String> file(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("the secret's file %s does not exist".formatted(file));
        }
        return Files.isReadable(file)
                ? Optional.empty()
                : Optional.of("the secret's file %s cannot be read by this user".formatted(file));
    }
}
