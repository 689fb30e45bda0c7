package eu.vigil.node.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What systemd hands to the running service, for commands that its user or root runs beside it. */
final class Credentials {
    private static final String VARIABLE = "CREDENTIALS_DIRECTORY";
    private static final Path OF_SERVICE = Path.of("/run/credentials/vigil.service");

    private Credentials() {}

    /** The variables, and where the service's credentials are if they can be read. */
    static Map<String, String> with(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        if (Files.isReadable(OF_SERVICE)) {
            all.putIfAbsent(VARIABLE, OF_SERVICE.toString());
        }
        return all;
    }
}
