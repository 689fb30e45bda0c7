package eu.vigil.node.doctor;

import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SecretRef;
import java.nio.file.Path;
import java.util.Map;

/** The node's key file as it could be opened. */
public sealed interface HeldKeys {
    /** It is open. */
    record Open(NodeKeys node) implements HeldKeys {}

    /** Only the service gets the secret, and this is not the service. */
    record Elsewhere(String credential) implements HeldKeys {}

    /** It cannot be used; {@code why} names the key of the configuration and the file. */
    record Shut(String why) implements HeldKeys {}

    /** Opens it. */
    static HeldKeys open(Path file, SecretRef secret, Path data, Map<String, String> environment) {
        return switch (secret.resolve(data, environment)) {
            case SecretRef.Resolution.Problem(var text) ->
                secret.kind() == SecretRef.Kind.SYSTEMD_CREDENTIAL && !environment.containsKey("CREDENTIALS_DIRECTORY")
                        ? new Elsewhere(secret.name())
                        : new Shut("keys.secret: " + text);
            case SecretRef.Resolution.Resolved(var found) ->
                switch (NodeKeys.open(file, found)) {
                    case NodeKeys.Opening.Problem(var text) -> new Shut("keys.file: " + text);
                    case NodeKeys.Opening.Opened(var node) -> new Open(node);
                };
        };
    }
}
