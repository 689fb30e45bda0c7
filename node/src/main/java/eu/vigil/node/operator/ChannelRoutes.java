package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.ChannelTrial;
import eu.vigil.node.escalation.ChannelTrial.Choice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.operator.desk.Violation;
import java.util.List;
import java.util.Optional;

/** From HTTP to the {@link ChannelTrial} and back. */
final class ChannelRoutes {
    private static final int NAME_CHARACTERS_MAX = 128;
    private static final JsonBody.Field CHANNEL = new JsonBody.Field("channel", NAME_CHARACTERS_MAX);
    private static final JsonBody.Field PERSON = new JsonBody.Field("person", NAME_CHARACTERS_MAX);

    private final ChannelTrial channels;

    ChannelRoutes(ChannelTrial channels) {
        this.channels = channels;
    }

    Reply test(Call call) {
        return switch (JsonBody.read(call.body(), CHANNEL, PERSON)) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read(var body) -> {
                Optional<String> channel = body.text(CHANNEL.name());
                Optional<String> person = body.text(PERSON.name());
                yield channel.isPresent() && person.isPresent()
                        ? Reply.problem(Problem.of(
                                Problem.Kind.INVALID,
                                List.of(new Violation(
                                        PERSON.name(), "name a channel or a person, or neither for all channels"))))
                        : reply(channels.run(
                                channel.<Choice>map(Choice.One::new)
                                        .or(() -> person.map(Choice.OfPerson::new))
                                        .orElseGet(Choice.All::new),
                                call.caller().id()));
            }
        };
    }

    private static Reply reply(ChannelTrial.Trial trial) {
        return switch (trial) {
            case ChannelTrial.Trial.Tried(var attempts) -> Reply.json(200, json(attempts));
            case ChannelTrial.Trial.Unknown(var why) -> Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, why));
            case ChannelTrial.Trial.Busy() ->
                Reply.problem(Problem.of(
                        Problem.Kind.CONFLICT, "another test is running; it ends within ten seconds, then ask again"));
        };
    }

    private static ObjectNode json(List<ChannelTrial.Attempt> attempts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("attempts");
        for (ChannelTrial.Attempt attempt : attempts) {
            ObjectNode one = list.addObject()
                    .put("channel", attempt.channel())
                    .put("host", attempt.host())
                    .put("delivered", attempt.delivered())
                    .put("result", attempt.outcome().text())
                    .put("ms", attempt.taken().toMillis());
            switch (attempt.outcome()) {
                case Outcome.Delivered(int status) -> one.put("status", status);
                case Outcome.NotNow(int status, var _) -> one.put("status", status);
                case Outcome.Refused _, Outcome.Unknown _ -> {}
            }
        }
        return json;
    }
}
