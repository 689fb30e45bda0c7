package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.AllClearNotice;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.TestNotice;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.Urgency;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PagerDuty's Events API v2. The incident's code is the {@code dedup_key}, so that however many pages there are of one incident, they are
 * one alert, which an acknowledgement and the end of the matter then find. Only 202 means that the event was taken.
 */
final class PagerDutyDialect implements Dialect {
    static final int SUMMARY_CHARACTERS_MAX = 1024;
    static final int DEDUP_KEY_CHARACTERS_MAX = 255;

    private static final int ACCEPTED = 202;
    private static final Pattern ROUTING_KEY = Pattern.compile("[0-9A-Za-z]{32}");

    /** A third party need not know more of where it comes from. */
    private static final String SOURCE = "vigil";

    @Override
    public boolean takes(int status) {
        return status == ACCEPTED;
    }

    @Override
    public Optional<String> fault(ChannelSecret secret) {
        return secret instanceof ChannelSecret.None
                ? Optional.of("no secret is configured; pagerduty needs a routing key")
                : secret.fault(ROUTING_KEY, "a routing key of PagerDuty is 32 letters and digits");
    }

    @Override
    public Writing post(Channel channel, ChannelSecret secret, PageId id, Saying saying, Instant at) {
        ObjectNode event = switch (saying) {
            case Saying.Calling(var notice) -> trigger(notice);
            case Saying.Ending(var notice) -> end(notice);
            case Saying.Trying(var notice) -> trial(notice, id);
        };
        if (secret instanceof ChannelSecret.Known(String text)) {
            event.put("routing_key", text.strip());
        }
        return Writing.Post.of(Map.of(), event.toString());
    }

    private static ObjectNode trigger(Notice notice) {
        ObjectNode event = event("trigger", notice.incident().value());
        ObjectNode details = payload(event, Phrases.headline(notice), severity(notice.urgency()), notice.dueAt());
        details.put("incident", notice.incident().value());
        details.put("urgency", notice.urgency().name());
        notice.timeLeftInWords().ifPresent(left -> details.put("time_left", left));
        notice.internal().ifPresent(inside -> Phrases.inside(inside).forEach(details::put));
        event.put("client", "Vigil");
        notice.link().map(URI::toString).ifPresent(link -> {
            event.put("client_url", link);
            event.putArray("links").addObject().put("href", link).put("text", Phrases.I_HAVE_IT);
        });
        return event;
    }

    private static ObjectNode end(AllClearNotice notice) {
        return event(
                switch (notice.why()) {
                    case ACKNOWLEDGED -> "acknowledge";
                    case CLOSED -> "resolve";
                },
                notice.incident().value());
    }

    /** An alert of its own, which whoever asked for the test resolves. */
    private static ObjectNode trial(TestNotice notice, PageId id) {
        ObjectNode event = event("trigger", id.value());
        ObjectNode details = payload(event, Phrases.TEST, "critical", notice.at());
        details.put("test", "true");
        notice.asked().ifPresent(by -> details.put("asked_by", by));
        return event;
    }

    private static ObjectNode event(String action, String key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event_action", action)
                .put("dedup_key", Phrases.cut(key, DEDUP_KEY_CHARACTERS_MAX));
    }

    private static ObjectNode payload(ObjectNode event, String summary, String severity, Instant timestamp) {
        return event.putObject("payload")
                .put("summary", Phrases.cut(summary, SUMMARY_CHARACTERS_MAX))
                .put("source", SOURCE)
                .put("severity", severity)
                .put("timestamp", timestamp.toString())
                .putObject("custom_details");
    }

    /** Its {@code error} and {@code critical} wake people under a service's usual settings, its {@code warning} does not. */
    private static String severity(Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> "critical";
            case URGENT -> "error";
            case ROUTINE -> "warning";
        };
    }
}
