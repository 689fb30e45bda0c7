package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil peer show}: everything that is known of one contact point. */
@Command(
        name = "show",
        description =
                "Show everything that the directory says of a contact point, with its keys and how the links stand.")
final class PeerShowCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "PEER", description = "The participant: FR, EU-GSC or BE/BANK-1.")
    private String peer = "";

    PeerShowCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Get("/api/v1/peers/" + Query.segment(peer)),
                        answer -> desktop.screen().show(() -> text(answer), () -> answer));
    }

    private String text(JsonNode answer) {
        List<String> blocks = new ArrayList<>();
        PeerTexts texts = new PeerTexts(desktop.times(), answer.path("now"));
        answer.path("peers").forEach(one -> blocks.add(text(one, texts)));
        return String.join("\n", blocks);
    }

    private String text(JsonNode one, PeerTexts texts) {
        Times times = desktop.times();
        Table facts = new Table(
                one.path("peer").asText(),
                "%s, in %s"
                        .formatted(
                                one.path("authorityName").asText(),
                                one.path("network").asText()));
        facts.row("telephones", PeerTexts.list(one.path("telephones")))
                .row("e-mail", or(one.path("email").asText()))
                .row("staffed", or(one.path("hours").asText()))
                .row("languages", PeerTexts.list(one.path("languages")))
                .row(
                        "there it is",
                        "%s (%s)"
                                .formatted(
                                        PeerTexts.localTime(one),
                                        one.path("timeZone").asText()))
                .row("endpoints", PeerTexts.list(one.path("endpoints")))
                .row("link", texts.link(one.path("link")))
                .row("trouble", or(one.path("link").path("trouble").asText()))
                .row("peer's link", texts.peersLink(one.path("peersLink")))
                .row("answers", texts.answers(one.path("reachability")))
                .row("last answer", lastAnswer(one.path("reachability")))
                .row("its clock", clock(one.path("link").path("clockAheadMillis")))
                .row("waiting", texts.waiting(one))
                .row("last receipt", times.of(one.path("lastReceiptAt")))
                .row("kind", one.path("kind").asText())
                .row("valid from", times.of(one.path("validFrom")))
                .row("confirmed", PeerTexts.confirmed(one))
                .row("notification", "%d".formatted(one.path("sequence").asInt()))
                .row("signed by", one.path("notificationFingerprint").asText())
                .row("log keys", PeerTexts.list(one.path("logKeys")));
        Table certificates = new Table("CERTIFICATE", "UNTIL", "SHA-256");
        one.path("certificates")
                .forEach(certificate -> certificates.row(
                        certificate.path("use").asText(),
                        until(certificate.path("until"), texts.now()),
                        certificate.path("sha256").asText()));
        return facts + "\n" + certificates;
    }

    private String lastAnswer(JsonNode reach) {
        return reach.has("lastSuccessAt")
                ? String.format(
                        Locale.ROOT,
                        "%s, after %.0f ms",
                        desktop.times().of(reach.path("lastSuccessAt")),
                        reach.path("roundTripMs").asDouble())
                : "-";
    }

    private String until(JsonNode until, JsonNode now) {
        String text = desktop.times().of(until);
        boolean over = until.isTextual()
                && now.isTextual()
                && Instant.parse(until.textValue()).isBefore(Instant.parse(now.textValue()));
        return over ? text + " EXPIRED" : text;
    }

    private static String clock(JsonNode millis) {
        if (!millis.isNumber()) {
            return "-";
        }
        Duration ahead = Duration.ofMillis(millis.asLong());
        return ahead.abs().compareTo(Duration.ofSeconds(1)) < 0
                ? "within 1 s of ours"
                : "%d s %s ours".formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : Visible.of(text);
    }
}
