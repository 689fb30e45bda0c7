package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.Notice;

/** The body of a page: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks wants it. */
final class WebhookBody {
    /** The type of every page. */
    static final String TYPE = "vigil.page";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LATE_SECONDS_MIN = 5;

    private WebhookBody() {}

    static byte[] of(Notice notice) {
        ObjectNode root = JSON.createObjectNode();
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
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always writable", impossible);
        }
    }

    private static void put(ObjectNode data, Notice.Internal inside) {
        data.put("cause", inside.kind().name());
        inside.sender().ifPresent(sender -> data.put("sender", sender.value()));
        inside.caseRef().ifPresent(caseRef -> data.put("case_ref", caseRef.value()));
        inside.messageKind().ifPresent(kind -> data.put("kind", kind));
        inside.person().ifPresent(person -> data.put("person", person));
        data.put("cycle", inside.cycle());
        data.put("step", inside.step());
    }
}
