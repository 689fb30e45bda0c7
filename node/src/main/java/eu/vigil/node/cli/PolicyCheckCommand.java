package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.policy.Verdict;
import eu.vigil.protocol.wire.LegalBasis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil policy check}: may one say this to the other? Needs no node. */
@Command(
        name = "check",
        description = {
            "Say whether one may say this to the other: exit 0, or 1 with the reason and what is allowed instead.",
            "Without --config it goes by the table that comes with the program and takes what a participant is from the form of its id;",
            "with it, by the directories of the configuration. Needs no node."
        })
final class PolicyCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    @Mixin
    private PolicyPair pair = new PolicyPair();

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "Such as PreservationRequest.")
    private String kind = "";

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            description = "Under this legal basis, such as BUDAPEST_29 (default: any that is in force).")
    private @Nullable String basis;

    @Option(names = "--copy", description = "A copy of what was said to somebody else.")
    private boolean copy;

    PolicyCheckCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return switch (pair.read(surroundings, globals)) {
            case PolicyPair.Reading.Malformed(var sentences) -> screen.malformed(sentences);
            case PolicyPair.Reading.Misconfigured(var sentences) -> screen.misconfigured(sentences);
            case PolicyPair.Reading.Read(var ground) -> check(ground);
        };
    }

    private int check(PolicyGround ground) {
        if (MessageKind.named(kind).isEmpty()) {
            return screen.malformed("--kind: there is no '%s'; see vigil request kinds".formatted(kind));
        }
        Optional<LegalBasis> under = Optional.empty();
        if (basis != null) {
            under = PolicyGround.basis(basis);
            if (under.isEmpty()) {
                return screen.malformed("--basis: there is no '%s'; there are %s"
                        .formatted(basis, String.join(", ", PolicyGround.basisNames())));
            }
        }
        return switch (ground.check(kind, copy, under)) {
            case Verdict.Allowed(var transferGroundNeeded) -> allowed(ground, under, transferGroundNeeded);
            case Verdict.Denied denied ->
                screen.failed(
                        List.of(denied.reason(), denied.instead()),
                        () -> json(ground)
                                .put("allowed", false)
                                .put("code", denied.decision().name())
                                .put("reason", denied.reason())
                                .put("instead", denied.instead()));
        };
    }

    private int allowed(PolicyGround ground, Optional<LegalBasis> under, boolean transferGroundNeeded) {
        List<String> serve = ground.serving(kind, copy).stream()
                .filter(name -> under.isEmpty() || name.equals(under.get().name()))
                .toList();
        return screen.show(
                () -> "%s may send %s%s to %s%s%s\n"
                        .formatted(
                                ground.from(),
                                copy ? "a copy of " : "",
                                kind,
                                ground.to(),
                                serve.isEmpty() ? "" : " under " + String.join(", ", serve),
                                transferGroundNeeded
                                        ? "; it must say on which ground personal data may go there (transfer_ground)"
                                        : ""),
                () -> {
                    ObjectNode json =
                            json(ground).put("allowed", true).put("transferGroundNeeded", transferGroundNeeded);
                    serve.forEach(json.putArray("bases")::add);
                    return json;
                });
    }

    private ObjectNode json(PolicyGround ground) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", ground.from().value())
                .put("to", ground.to().value())
                .put("kind", kind)
                .put("at", ground.at().toString());
    }
}
