package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Standard Webhooks 1.0: a JSON body, its id, the attempt's instant, and a signature by each of the channel's secrets. */
final class StandardWebhooksDialect implements Dialect {
    @Override
    public Optional<String> fault(ChannelSecret secret) {
        return switch (WebhookSecret.of(secret)) {
            case WebhookSecret.Reading.Wrong(String why) -> Optional.of(why);
            case WebhookSecret.Reading.Secrets(var secrets) ->
                signs(secrets)
                        ? Optional.empty()
                        : Optional.of("a whpk_ key only verifies; to sign it takes a whsec_ secret or a whsk_ key");
        };
    }

    @Override
    public Writing post(Channel channel, ChannelSecret secret, PageId id, Saying saying, Instant at) {
        return switch (WebhookSecret.of(secret)) {
            case WebhookSecret.Reading.Wrong(String why) -> new Writing.Wrong(why);
            case WebhookSecret.Reading.Secrets(var secrets) -> signed(id, WebhookBody.of(saying), at, secrets);
        };
    }

    private static Writing signed(PageId id, String body, Instant at, List<WebhookSecret> secrets) {
        WebhookSignature.Headers headers =
                WebhookSignature.sign(id.value(), at, body.getBytes(StandardCharsets.UTF_8), secrets);
        return Writing.Post.of(
                Map.of(
                        WebhookSignature.ID, headers.id(),
                        WebhookSignature.TIMESTAMP, headers.timestamp(),
                        WebhookSignature.SIGNATURE, headers.signature()),
                body);
    }

    private static boolean signs(List<WebhookSecret> secrets) {
        return secrets.stream().anyMatch(secret -> secret.sign(new byte[0]).isPresent());
    }
}
