package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.AllClearNotice;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.TestNotice;

/** The body of a page: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks wants it. */
final class WebhookBody {
    /** The type of every page. */
    static final String TYPE = "vigil.page";

    /** The type of a page that only tries the way. */
    static final String TEST = "vigil.test";

    /** The type that ends the pages of an incident: somebody has it. */
    static final String ACKNOWLEDGED = "vigil.acknowledged";

    /** The type that ends the matter. */
    static final String CLOSED = "vigil.closed";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long LATE_SECONDS_MIN = 5;

    private WebhookBody() {}

    static String of(Saying saying) {
        return switch (saying) {
            case Saying.Calling(var notice) -> of(notice);
            case Saying.Ending(var notice) -> of(notice);
            case Saying.Trying(var notice) -> of(notice);
        };
    }

    static String of(Notice notice) {
        ObjectNode root = JSON.objectNode();
        root.put("type", TYPE);
        root.put("timestamp", notice.dueAt().toString());
        ObjectNode data = root.putObject("data");
        data.put("incident", notice.incident().value());
        data.put("urgency", notice.urgency().name());
        notice.timeLeft().ifPresent(left -> data.put("time_left_seconds", left.toSeconds()));
        notice.timeLeftInWords().ifPresent(words -> data.put("time_left", words));
        if (notice.late().toSeconds() >= LATE_SECONDS_MIN) {
            data.put("late_seconds", notice.late().toSeconds());
        }
        notice.link().ifPresent(link -> data.put("link", link.toString()));
        notice.internal().ifPresent(inside -> put(data, inside));
        return root.toString();
    }

    private static String of(AllClearNotice notice) {
        ObjectNode root = JSON.objectNode();
        root.put(
                "type",
                switch (notice.why()) {
                    case ACKNOWLEDGED -> ACKNOWLEDGED;
                    case CLOSED -> CLOSED;
                });
        root.put("timestamp", notice.at().toString());
        ObjectNode data = root.putObject("data");
        data.put("incident", notice.incident().value());
        data.put("urgency", notice.urgency().name());
        notice.person().ifPresent(person -> data.put("person", person));
        return root.toString();
    }

    private static String of(TestNotice notice) {
        ObjectNode root = JSON.objectNode();
        root.put("type", TEST);
        root.put("timestamp", notice.at().toString());
        ObjectNode data = root.putObject("data");
        data.put("test", true);
        data.put("text", Phrases.TEST);
        notice.asked().ifPresent(by -> data.put("asked_by", by));
        return root.toString();
    }

    private static void put(ObjectNode data, Notice.Internal inside) {
        data.put("cause", inside.kind().name());
        inside.sender().ifPresent(sender -> data.put("sender", sender.value()));
        inside.caseRef().ifPresent(caseRef -> data.put("case_ref", caseRef.value()));
        inside.messageKind().ifPresent(kind -> data.put("kind", kind));
        inside.person().ifPresent(person -> data.put("person", person));
        data.put("cycle", inside.cycle());
        data.put("step", inside.step());
        data.put("incidents", inside.incidents());
    }
}
