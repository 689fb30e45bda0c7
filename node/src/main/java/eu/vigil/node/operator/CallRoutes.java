package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.operator.desk.CallView;
import eu.vigil.node.operator.desk.Calls;
import java.util.function.Function;
import java.util.function.Supplier;

/** From HTTP to the {@link Calls} and back. */
record CallRoutes(Calls calls) {
    Reply show(Call call) {
        return of(call, code -> DeskRoutes.ok(calls.show(code), CallRoutes::json));
    }

    Reply again(Call call) {
        return empty(call, () -> of(call, code -> DeskRoutes.ok(calls.again(code, call.caller()), CallRoutes::json)));
    }

    Reply drill(Call call) {
        return empty(call, () -> DeskRoutes.ok(calls.drill(call.caller()), CallRoutes::json));
    }

    private static Reply of(Call call, Function<IncidentCode, Reply> reply) {
        IncidentCode code;
        try {
            code = new IncidentCode(call.parameter("incident"));
        } catch (IllegalArgumentException noCode) {
            return Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, String.valueOf(noCode.getMessage())));
        }
        return reply.apply(code);
    }

    private static Reply empty(Call call, Supplier<Reply> reply) {
        return switch (JsonBody.read(call.body())) {
            case JsonBody.Reading.Wrong(var wrong) -> wrong;
            case JsonBody.Reading.Read _ -> reply.get();
        };
    }

    private static JsonNode json(CallView view) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("incident", view.incident())
                .put("cause", view.cause())
                .put("state", view.state())
                .put("openedAt", view.openedAt().toString());
        view.acknowledgedBy().ifPresent(person -> json.put("acknowledgedBy", person));
        view.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        ArrayNode pages = json.putArray("pages");
        for (CallView.Page page : view.pages()) {
            ObjectNode one = pages.addObject();
            page.person().ifPresent(person -> one.put("person", person));
            one.put("channel", page.channel()).put("state", page.state()).put("attempts", page.attempts());
            if (!page.result().isEmpty()) {
                one.put("result", page.result());
            }
        }
        return json;
    }
}
