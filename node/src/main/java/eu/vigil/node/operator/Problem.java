package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.protocol.casework.RequestState;
import java.util.List;
import java.util.Optional;

/**
 * Why something was not done, as RFC 9457 writes it.
 *
 * @param detail one sentence for the caller
 * @param violations every broken rule with its field, where there are any
 * @param state of the case, where that is what hinders
 */
record Problem(Kind kind, String detail, List<Violation> violations, Optional<RequestState> state) {
    Problem {
        violations = List.copyOf(violations);
    }

    /** The kinds; each is a URI of its own in {@code type}. */
    enum Kind {
        MALFORMED(400, "malformed", "The request is malformed"),
        NO_PERSON(401, "no-person", "A personal token is needed"),
        NOT_SIGNED(401, "not-signed", "A signature is needed"),
        FORBIDDEN(403, "forbidden", "Not allowed"),
        NOT_FOUND(404, "not-found", "There is no such thing"),
        METHOD(405, "method", "This cannot be done here"),
        TIME_OUT(408, "time-out", "The request took too long to arrive"),
        CONFLICT(409, "conflict", "As things stand it cannot be done"),
        GONE(410, "gone", "This is over"),
        TOO_LARGE(413, "too-large", "The request is too large"),
        MEDIA_TYPE(415, "media-type", "Another media type is needed"),
        WRONG_HOST(421, "wrong-host", "This is not that host"),
        INVALID(422, "invalid", "Rules are broken"),
        TOO_MANY(429, "too-many", "Too many failed tokens"),
        DEFECT(500, "defect", "A defect in the node"),
        UNAVAILABLE(503, "unavailable", "Not now");

        private final int status;
        private final String word;
        private final String title;

        Kind(int status, String word, String title) {
            this.status = status;
            this.word = word;
            this.title = title;
        }

        int status() {
            return status;
        }

        /** The kind that an HTTP status stands for. */
        static Kind ofStatus(int status) {
            for (Kind kind : values()) {
                if (kind.status == status) {
                    return kind;
                }
            }
            return status < 500 ? MALFORMED : DEFECT;
        }
    }

    static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), Optional.empty());
    }

    static Problem of(Kind kind, List<Violation> violations) {
        return new Problem(kind, summary(violations), violations, Optional.empty());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:vigil:problem:" + kind.word)
                .put("title", kind.title)
                .put("status", kind.status)
                .put("detail", detail);
        state.ifPresent(at -> json.put("state", at.name()));
        if (!violations.isEmpty()) {
            ArrayNode list = json.putArray("violations");
            violations.forEach(violation ->
                    list.addObject().put("field", violation.field()).put("message", violation.message()));
        }
        return json;
    }

    private static String summary(List<Violation> violations) {
        Violation first = violations.getFirst();
        String rest = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
        return "%s: %s%s".formatted(first.field(), first.message(), rest);
    }
}
