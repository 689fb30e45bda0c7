package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.node.enrolment.KeyRenewal;
import eu.vigil.pki.key.SecretRef;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigil key renew}: new keys for signing and for links before their certificates end. Needs no node. */
@Command(
        name = "renew",
        description =
                "Make new keys for signing and for links, certified by the node's issuing CA; used from the next start.")
final class KeyRenewCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    KeyRenewCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return switch (new ConfigReader()
                .read(globals.configFile(surroundings), surroundings.environment(), surroundings.properties())) {
            case ConfigReading.Faulty<VigilConfig>(var problems) ->
                screen.misconfigured(problems.stream().map(Object::toString).toList());
            case ConfigReading.Loaded<VigilConfig> loaded -> renew(loaded.config());
        };
    }

    private int renew(VigilConfig config) {
        SecretRef secret = SecretRef.parse(config.keys().secret().toString());
        return switch (secret.resolve(config.data(), Credentials.with(surroundings.environment()))) {
            case SecretRef.Resolution.Problem(var text) -> screen.failed("keys.secret: " + text);
            case SecretRef.Resolution.Resolved(var found) ->
                switch (KeyRenewal.renew(
                        config.keys().file(), found, surroundings.clock().instant(), surroundings.random())) {
                    case KeyRenewal.Renewing.Refused(var why) -> screen.failed("keys.file: " + why);
                    case KeyRenewal.Renewing.Renewed(var signing, var tls) -> show(signing, tls);
                };
        };
    }

    private int show(X509Certificate signing, X509Certificate tls) {
        Times times = new Times(surroundings.zone());
        return screen.show(
                () -> new Table("KEY", "UNTIL")
                                .row("signing", times.of(signing.getNotAfter().toInstant()))
                                .row("tls", times.of(tls.getNotAfter().toInstant()))
                        + "\nTo use them: systemctl restart vigil\n",
                () -> JsonNodeFactory.instance
                        .objectNode()
                        .put("signingUntil", signing.getNotAfter().toInstant().toString())
                        .put("tlsUntil", tls.getNotAfter().toInstant().toString()));
    }
}
