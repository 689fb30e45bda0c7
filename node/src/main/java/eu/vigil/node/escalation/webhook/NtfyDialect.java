package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ntfy, published as JSON to the server's root: the highest priority, which breaks through a telephone's silence, and a button that opens the
 * page which asks. The page's id is the {@code sequence_id}: servers from 2.16 on show a repetition in the place of the first.
 */
final class NtfyDialect implements Dialect {
    static final int MESSAGE_BYTES_MAX = 4096;
    static final int TITLE_BYTES_MAX = 250;

    private static final int PRIORITY_MAX = 5;
    private static final int PRIORITY_USUAL = 3;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,256}");

    @Override
    public Optional<String> fault(ChannelSecret secret) {
        return secret.fault(
                TOKEN, "the secret of an ntfy channel is an access token like tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2");
    }

    @Override
    public Writing post(Channel channel, ChannelSecret secret, PageId id, Saying saying, Instant at) {
        ObjectNode json = switch (saying) {
            case Saying.Calling(var notice) -> call(notice);
            case Saying.Ending(var notice) ->
                message(
                        Phrases.headline(notice),
                        notice.person().map(person -> "By " + person).orElse("You need do nothing."),
                        PRIORITY_USUAL,
                        "white_check_mark");
            case Saying.Trying(var notice) ->
                message(
                        Phrases.TEST,
                        notice.asked().map(by -> "Asked by " + by).orElse("This only tries the way."),
                        PRIORITY_MAX,
                        "test_tube");
        };
        json.put("topic", channel.topic().orElseThrow());
        json.put("sequence_id", id.value());
        return Writing.Post.of(
                secret instanceof ChannelSecret.Known(String token)
                        ? Map.of("authorization", "Bearer " + token.strip())
                        : Map.of(),
                json.toString());
    }

    private static ObjectNode call(Notice notice) {
        StringBuilder text = new StringBuilder("Open the link and say that you have it, or the next one is called.");
        notice.internal()
                .ifPresent(inside -> Phrases.inside(inside)
                        .forEach((name, value) -> text.append("\n%s: %s".formatted(name, value))));
        ObjectNode json = message(Phrases.headline(notice), text.toString(), PRIORITY_MAX, "rotating_light");
        notice.link().ifPresent(link -> {
            json.put("click", link.toString());
            json.putArray("actions")
                    .addObject()
                    .put("action", "view")
                    .put("label", Phrases.I_HAVE_IT)
                    .put("url", link.toString())
                    .put("clear", true);
        });
        return json;
    }

    private static ObjectNode message(String title, String text, int priority, String tag) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("title", Phrases.cutBytes(title, TITLE_BYTES_MAX))
                .put("message", Phrases.cutBytes(text, MESSAGE_BYTES_MAX))
                .put("priority", priority);
        json.putArray("tags").add(tag);
        return json;
    }
}
