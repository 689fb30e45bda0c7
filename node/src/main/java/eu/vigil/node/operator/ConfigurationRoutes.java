package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** From HTTP to the {@link Rereading} and back. */
record ConfigurationRoutes(Rereading rereading) {
    Reply reload(Call call) {
        return switch (JsonBody.read(call.body())) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read _ -> Reply.json(200, json(rereading.again()));
        };
    }

    private static ObjectNode json(Rereading.Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("taken", outcome.problems().isEmpty());
        ArrayNode changes = json.putArray("changes");
        outcome.taken().forEach(changes::add);
        ArrayNode waiting = json.putArray("atNextStart");
        outcome.waiting().forEach(waiting::add);
        ArrayNode problems = json.putArray("problems");
        outcome.problems().forEach(problems::add);
        return json;
    }
}
