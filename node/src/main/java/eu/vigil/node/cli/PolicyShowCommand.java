package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.casework.RefusalGround;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.policy.Sort;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code vigil policy show}: the rule itself, or what one may say to the other. Needs no node. */
@Command(
        name = "show",
        description = {
            "Show the rule of who may say what to whom; with --from and --to, what one may say to the other and under which bases.",
            "Needs no node."
        })
final class PolicyShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    @ArgGroup(exclusive = false)
    private @Nullable PolicyPair pair;

    PolicyShowCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (pair == null) {
            return screen.show(Policy::page, PolicyShowCommand::kinds);
        }
        return switch (pair.read(surroundings, globals)) {
            case PolicyPair.Reading.Malformed(var sentences) -> screen.malformed(sentences);
            case PolicyPair.Reading.Misconfigured(var sentences) -> screen.misconfigured(sentences);
            case PolicyPair.Reading.Read(var ground) -> screen.show(() -> table(ground), () -> json(ground));
        };
    }

    private static String table(PolicyGround ground) {
        Table table = new Table("KIND", "MAY BE SAID", "LEGAL BASES IN FORCE");
        for (String kind : ground.policy().kinds()) {
            List<String> said = ground.serving(kind, false);
            List<String> copied = ground.serving(kind, true);
            table.row(
                    kind,
                    said.isEmpty() ? copied.isEmpty() ? "no" : "as a copy" : "yes",
                    said.isEmpty() ? "-" : String.join(", ", said));
        }
        return table.toString();
    }

    private static ObjectNode json(PolicyGround ground) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", ground.from().value())
                .put("to", ground.to().value())
                .put("at", ground.at().toString());
        ArrayNode kinds = json.putArray("kinds");
        for (String kind : ground.policy().kinds()) {
            List<String> said = ground.serving(kind, false);
            ObjectNode one = kinds.addObject()
                    .put("kind", kind)
                    .put("allowed", !said.isEmpty())
                    .put("copy", !ground.serving(kind, true).isEmpty());
            said.forEach(one.putArray("bases")::add);
        }
        return json;
    }

    private static ObjectNode kinds() {
        Policy policy = Policy.builtIn();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode kinds = json.putArray("kinds");
        for (String kind : policy.kinds()) {
            Sort sort = policy.sortOf(kind).orElseThrow();
            ObjectNode one =
                    kinds.addObject().put("kind", kind).put("sort", sort.name().toLowerCase(Locale.ROOT));
            policy.basesOf(kind).forEach(basis -> one.withArray("bases").add(basis.name()));
            if (sort == Sort.REQUEST) {
                RefusalGround.of(policy.refusedOn(kind))
                        .forEach(ground -> one.withArray("refusalGrounds").add(ground.name()));
            }
        }
        return json.put("page", Policy.page());
    }
}
