package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.logging.Visible;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Incoming webhooks of Slack and Mattermost: a text with a link, addressed to the whole channel so that it rings. The address of such a webhook
 * is itself a secret; its path may stand in the channel's {@code secret} rather than in {@code url}.
 */
final class SlackDialect implements Dialect {
    /** Slack cuts after 40,000 and Mattermost after 16,383; nobody reads so much at night. */
    static final int TEXT_CHARACTERS_MAX = 4000;

    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^#]]{1,512}");

    @Override
    public Optional<String> fault(ChannelSecret secret) {
        return secret.fault(PATH, "the secret of a slack channel is the path of its webhook, like /services/T0/B0/xyz");
    }

    @Override
    public Writing post(Channel channel, ChannelSecret secret, PageId id, Saying saying, Instant at) {
        String text = switch (saying) {
            case Saying.Calling(var notice) -> text(notice);
            case Saying.Ending(var notice) ->
                escaped(Phrases.headline(notice))
                        + notice.person()
                                .map(person -> " (" + escaped(person) + ")")
                                .orElse("");
            case Saying.Trying(var notice) ->
                "<!channel> *%s*".formatted(Phrases.TEST)
                        + notice.asked()
                                .map(by -> " (asked by %s)".formatted(escaped(by)))
                                .orElse("");
        };
        // A link is not to be followed by the far end for a preview.
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("text", Phrases.cut(text, TEXT_CHARACTERS_MAX))
                .put("unfurl_links", false)
                .put("unfurl_media", false)
                .toString();
        String path = secret instanceof ChannelSecret.Known(String known) ? known.strip() : "";
        return new Writing.Post(path, Map.of(), json);
    }

    private static String text(Notice notice) {
        StringBuilder text = new StringBuilder("<!channel> *%s*".formatted(escaped(Phrases.headline(notice))));
        notice.internal()
                .ifPresent(inside -> Phrases.inside(inside)
                        .forEach((name, value) -> text.append("\n%s: %s".formatted(name, escaped(value)))));
        notice.link()
                .ifPresent(link -> text.append("\n<%s|%s>".formatted(escaped(link.toString()), Phrases.I_HAVE_IT)));
        return text.toString();
    }

    /** The three characters that Slack gives a meaning; with them a name could call people or hide a link. */
    private static String escaped(String text) {
        return Visible.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
