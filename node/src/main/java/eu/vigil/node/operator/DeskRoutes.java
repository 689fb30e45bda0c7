package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseFilter;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.operator.desk.LogFilter;
import eu.vigil.node.operator.desk.PageFilter;
import eu.vigil.node.operator.desk.Ping;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** From HTTP to the {@link Desk} and back: reads parameters, asks, and turns every answer into its status. */
final class DeskRoutes {
    private static final int REASON_CHARACTERS_MAX = 2000;
    private static final int REFERENCE_CHARACTERS_MAX = 64;
    private static final int WITHDRAWAL_CHARACTERS_MAX = 8000;
    private static final int NETWORK_CHARACTERS_MAX = 32;
    private static final int CASE_CHARACTERS_MAX = 100;
    private static final JsonBody.Field REASON = new JsonBody.Field("reason", REASON_CHARACTERS_MAX);
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Desk desk;

    DeskRoutes(Desk desk) {
        this.desk = desk;
    }

    Reply draft(Call call) {
        return reply(
                desk.draft(call.body(), call.caller()),
                detail -> Reply.json(201, DeskJson.of(detail))
                        .with("Location", "/api/v1/requests/" + detail.summary().caseRef()));
    }

    Reply list(Call call) {
        Ask ask = new Ask(
                call.query(), "state", "side", "peer", "kind", "urgency", "since", "until", "word", "limit", "cursor");
        CaseFilter filter = new CaseFilter(
                ask.choice("state", RequestState.class),
                ask.choice("side", Side.class),
                ask.value("peer", ParticipantId::new),
                ask.value("kind", DeskRoutes::kind),
                ask.value("urgency", DeskRoutes::urgency),
                ask.value("since", DeskRoutes::instant),
                ask.value("until", DeskRoutes::instant),
                ask.text("word"),
                limit(ask),
                ask.text("cursor"));
        return ask.wrong().orElseGet(() -> ok(desk.list(filter, call.caller()), DeskJson::of));
    }

    private static String kind(String name) {
        return MessageKind.named(name)
                .filter(MessageKind::opensCase)
                .map(MessageKind::name)
                .orElseThrow(() -> new IllegalArgumentException("is no kind that opens a case: PreservationRequest"));
    }

    private static Header.Urgency urgency(String name) {
        return switch (name) {
            case "EMERGENCY" -> Header.Urgency.EMERGENCY;
            case "URGENT" -> Header.Urgency.URGENT;
            case "ROUTINE" -> Header.Urgency.ROUTINE;
            default -> throw new IllegalArgumentException("is none of EMERGENCY, URGENT, ROUTINE");
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no instant like 2026-03-29T01:10:00Z", e);
        }
    }

    Reply show(Call call) {
        return ofCase(call, (caseRef, _) -> desk.show(caseRef, call.caller()), DeskJson::of);
    }

    Reply papers(Call call) {
        return ofCase(call, (caseRef, _) -> desk.papers(caseRef, call.caller()), DeskJson::papers);
    }

    Reply send(Call call) {
        return ofCase(
                call,
                (caseRef, body) -> desk.send(caseRef, body.text("reason").orElse(""), call.caller()),
                DeskJson::of,
                REASON);
    }

    Reply release(Call call) {
        return switch (JsonBody.read(call.body(), JsonBody.Field.list("cases", CASE_CHARACTERS_MAX), REASON)) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read(var body) -> release(body, call);
        };
    }

    private Reply release(JsonBody body, Call call) {
        List<CaseRef> cases;
        try {
            cases = body.list("cases").stream().map(CaseRef::new).distinct().toList();
        } catch (IllegalArgumentException noCase) {
            return refusal(Answer.Invalid.of("cases", String.valueOf(noCase.getMessage())));
        }
        if (cases.isEmpty()) {
            return refusal(Answer.Invalid.of("cases", "at least one case is mandatory"));
        }
        return ok(
                desk.release(cases, body.text("reason").orElse(""), call.caller()),
                answers -> released(cases, answers));
    }

    private static JsonNode released(List<CaseRef> cases, List<Answer<CaseRef>> answers) {
        ObjectNode json = JSON.objectNode();
        ArrayNode all = json.putArray("cases");
        for (int i = 0; i < cases.size(); i++) {
            Optional<Problem> hindrance = hindrance(answers.get(i));
            ObjectNode one =
                    all.addObject().put("caseRef", cases.get(i).value()).put("sent", hindrance.isEmpty());
            hindrance.ifPresent(why -> one.set("problem", why.json()));
        }
        return json;
    }

    Reply edit(Call call) {
        return ofCase(call, caseRef -> desk.edit(caseRef, call.body(), call.caller()), DeskJson::of);
    }

    Reply approve(Call call) {
        return ofCase(
                call,
                (caseRef, body) -> body.text("content")
                        .filter(text -> SHA256_HEX.matcher(text).matches())
                        .map(hex -> desk.approve(
                                caseRef, ByteString.copyFrom(HexFormat.of().parseHex(hex)), call.caller()))
                        .orElseGet(() -> Answer.Invalid.of(
                                "content",
                                "the SHA-256 of the text that was read, 64 small hexadecimal digits, is mandatory")),
                DeskJson::of,
                new JsonBody.Field("content", 64));
    }

    Reply answer(Call call) {
        return ofCase(call, caseRef -> desk.answer(caseRef, call.body(), call.caller()), DeskJson::of);
    }

    Reply withdraw(Call call) {
        return ofCase(
                call,
                (caseRef, body) -> body.text("reason")
                        .map(why -> desk.withdraw(caseRef, why, call.caller()))
                        .orElseGet(() -> Answer.Invalid.of("reason", "is mandatory; the other side reads it")),
                DeskJson::of,
                new JsonBody.Field("reason", WITHDRAWAL_CHARACTERS_MAX));
    }

    Reply link(Call call) {
        return ofCase(
                call,
                (caseRef, body) -> body.text("with")
                        .map(other -> link(caseRef, other, call))
                        .orElseGet(() -> Answer.Invalid.of("with", "the other case is mandatory")),
                DeskJson::of,
                new JsonBody.Field("with", CASE_CHARACTERS_MAX));
    }

    private Answer<CaseDetail> link(CaseRef caseRef, String other, Call call) {
        try {
            return desk.link(caseRef, new CaseRef(other), call.caller());
        } catch (IllegalArgumentException noCase) {
            return Answer.Invalid.of("with", String.valueOf(noCase.getMessage()));
        }
    }

    Reply ping(Call call) {
        ParticipantId peer;
        try {
            peer = new ParticipantId(call.parameter("peer"));
        } catch (IllegalArgumentException noParticipant) {
            return notFound(String.valueOf(noParticipant.getMessage()));
        }
        return switch (JsonBody.read(call.body(), new JsonBody.Field("network", NETWORK_CHARACTERS_MAX))) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read(var body) -> ping(peer, body.text("network"), call);
        };
    }

    private Reply ping(ParticipantId peer, Optional<String> network, Call call) {
        try {
            return ok(desk.ping(peer, network.map(NetworkId::new), call.caller()), DeskJson::of);
        } catch (IllegalArgumentException noNetwork) {
            return ok(Answer.Invalid.<Ping>of("network", String.valueOf(noNetwork.getMessage())), DeskJson::of);
        }
    }

    Reply acknowledge(Call call) {
        return ofCase(
                call,
                (caseRef, body) -> desk.acknowledge(caseRef, body.text("nationalReference"), call.caller()),
                DeskJson::of,
                new JsonBody.Field("nationalReference", REFERENCE_CHARACTERS_MAX));
    }

    Reply pages(Call call) {
        Ask ask = new Ask(call.query(), "open", "limit", "cursor");
        PageFilter filter =
                new PageFilter(ask.value("open", DeskRoutes::yesOrNo).orElse(false), limit(ask), ask.text("cursor"));
        return ask.wrong().orElseGet(() -> ok(desk.pages(filter, call.caller()), DeskJson::of));
    }

    Reply log(Call call) {
        Ask ask = new Ask(call.query(), "network", "from", "limit");
        LogFilter filter = new LogFilter(
                ask.value("network", NetworkId::new), ask.number("from", 0, Long.MAX_VALUE, 0), limit(ask));
        Optional<Reply> wrong = ask.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        try {
            return ok(desk.logEntries(new ParticipantId(call.parameter("peer")), filter, call.caller()), DeskJson::of);
        } catch (IllegalArgumentException noParticipant) {
            return notFound(String.valueOf(noParticipant.getMessage()));
        }
    }

    Reply status(Call call) {
        return ok(desk.status(), DeskJson::of);
    }

    private static <T> Reply ofCase(Call call, Function<CaseRef, Answer<T>> ask, Function<T, JsonNode> json) {
        try {
            return ok(ask.apply(new CaseRef(call.parameter("case"))), json);
        } catch (IllegalArgumentException noCase) {
            return notFound(String.valueOf(noCase.getMessage()));
        }
    }

    private static <T> Reply ofCase(
            Call call,
            BiFunction<CaseRef, JsonBody, Answer<T>> ask,
            Function<T, JsonNode> json,
            JsonBody.Field... fields) {
        CaseRef caseRef;
        try {
            caseRef = new CaseRef(call.parameter("case"));
        } catch (IllegalArgumentException noCase) {
            return notFound(String.valueOf(noCase.getMessage()));
        }
        return switch (JsonBody.read(call.body(), fields)) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read(var body) -> ok(ask.apply(caseRef, body), json);
        };
    }

    private static int limit(Ask ask) {
        return Math.toIntExact(ask.number("limit", 1, CaseFilter.LIMIT_MAX, CaseFilter.LIMIT_DEFAULT));
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'%s' is not true or false".formatted(text));
        };
    }

    static <T> Reply ok(Answer<T> answer, Function<T, JsonNode> json) {
        return reply(answer, result -> Reply.json(200, json.apply(result)));
    }

    private static <T> Reply reply(Answer<T> answer, Function<T, Reply> done) {
        return switch (answer) {
            case Answer.Done<T>(var result) -> done.apply(result);
            case Answer.Unavailable<T> _ -> refusal(answer).with("Retry-After", "1");
            case Answer.NotFound<T> _, Answer.Conflict<T> _, Answer.Invalid<T> _, Answer.Forbidden<T> _ ->
                refusal(answer);
        };
    }

    private static Reply refusal(Answer<?> answer) {
        return Reply.problem(hindrance(answer).orElseThrow());
    }

    /** Why it was not done; empty if it was. */
    private static Optional<Problem> hindrance(Answer<?> answer) {
        return Optional.ofNullable(
                switch (answer) {
                    case Answer.Done<?> _ -> null;
                    case Answer.NotFound<?>(var what) -> Problem.of(Problem.Kind.NOT_FOUND, what);
                    case Answer.Conflict<?>(var state, var why) ->
                        new Problem(Problem.Kind.CONFLICT, why, List.of(), Optional.of(state));
                    case Answer.Invalid<?>(var violations) -> Problem.of(Problem.Kind.INVALID, violations);
                    case Answer.Forbidden<?>(var why) -> Problem.of(Problem.Kind.FORBIDDEN, why);
                    case Answer.Unavailable<?>(var why) -> Problem.of(Problem.Kind.UNAVAILABLE, why);
                });
    }

    private static Reply notFound(String what) {
        return Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, what));
    }
}
