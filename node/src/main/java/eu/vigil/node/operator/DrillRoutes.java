package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.drill.DrillReport;
import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.Trial;
import eu.vigil.node.operator.desk.Drills;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** From HTTP to the {@link Drills} and back. */
final class DrillRoutes {
    private static final int NAME_CHARACTERS_MAX = 64;
    private static final int DAYS_MAX = 400;
    private static final List<Integer> PERIODS = List.of(30, 365);
    private static final JsonBody.Field PEER = new JsonBody.Field("peer", NAME_CHARACTERS_MAX);
    private static final JsonBody.Field NETWORK = new JsonBody.Field("network", NAME_CHARACTERS_MAX);
    private static final JsonBody.Field LEVEL = new JsonBody.Field("level", NAME_CHARACTERS_MAX);

    private final Drills drills;

    DrillRoutes(Drills drills) {
        this.drills = drills;
    }

    Reply run(Call call) {
        return switch (JsonBody.read(call.body(), PEER, NETWORK, LEVEL)) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read(var body) -> {
                List<Violation> violations = new ArrayList<>();
                Optional<ParticipantId> peer = value(body, PEER, ParticipantId::new, violations);
                Optional<NetworkId> network = value(body, NETWORK, NetworkId::new, violations);
                Optional<Level> level =
                        value(body, LEVEL, text -> Level.valueOf(text.toUpperCase(Locale.ROOT)), violations);
                if (peer.isEmpty() && violations.isEmpty()) {
                    violations.add(new Violation(PEER.name(), "is missing: whom to try, like FR"));
                }
                yield violations.isEmpty()
                        ? DeskRoutes.ok(
                                drills.run(peer.orElseThrow(), network, level.orElse(Level.MACHINE), call.caller()),
                                DrillRoutes::json)
                        : Reply.problem(Problem.of(Problem.Kind.INVALID, violations));
            }
        };
    }

    Reply show(Call call) {
        return DeskRoutes.ok(drills.show(call.parameter("drill")), DrillRoutes::json);
    }

    Reply report(Call call) {
        Ask ask = new Ask(call.query(), "days");
        int days = (int) ask.number("days", 1, DAYS_MAX, 0);
        return ask.wrong()
                .orElseGet(() -> DeskRoutes.ok(drills.report(days == 0 ? PERIODS : List.of(days)), DrillRoutes::json));
    }

    private static <V> Optional<V> value(
            JsonBody body, JsonBody.Field field, Function<String, V> read, List<Violation> violations) {
        return body.text(field.name()).flatMap(text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException wrong) {
                violations.add(new Violation(
                        field.name(),
                        field.equals(LEVEL)
                                ? "'%s' is neither machine nor human".formatted(text)
                                : String.valueOf(wrong.getMessage())));
                return Optional.empty();
            }
        });
    }

    private static ObjectNode json(Trial trial) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("drill", trial.name())
                .put("network", trial.peer().network().value())
                .put("peer", trial.peer().participant().value())
                .put("level", trial.level().name())
                .put("by", trial.by())
                .put("sentAt", trial.sentAt().toString())
                .put("giveUpAt", trial.giveUpAt().toString());
        trial.ending().ifPresent(end -> {
            json.put("endedAt", end.at().toString());
            switch (end) {
                case Trial.Ending.Answered(var _, String officer) ->
                    json.put("answered", true).put("officer", officer);
                case Trial.Ending.Missed _ -> json.put("answered", false);
            }
        });
        trial.taken().ifPresent(taken -> json.put("seconds", seconds(taken)));
        return json;
    }

    private static ObjectNode json(DrillReport report) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("now", report.now().toString());
        ArrayNode peers = json.putArray("peers");
        for (DrillReport.Line line : report.lines()) {
            ObjectNode one = peers.addObject()
                    .put("network", line.peer().network().value())
                    .put("peer", line.peer().participant().value())
                    .put("days", line.days());
            ObjectNode machine =
                    one.putObject("machine").put("tests", line.tests()).put("answered", line.answered());
            line.machine().ifPresent(share -> machine.put("availability", share));
            ObjectNode human =
                    one.putObject("human").put("drills", line.drills()).put("acknowledged", line.acknowledged());
            line.human().ifPresent(share -> human.put("availability", share));
            line.median().ifPresent(time -> human.put("medianSeconds", seconds(time)));
            line.p95().ifPresent(time -> human.put("p95Seconds", seconds(time)));
        }
        return json;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
