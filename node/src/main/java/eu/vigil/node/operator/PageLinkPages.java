package eu.vigil.node.operator;

import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.PageLinks;
import eu.vigil.node.escalation.PageLinks.LinkAnswer;
import eu.vigil.node.escalation.PageLinks.LinkView;
import eu.vigil.node.logging.Visible;
import eu.vigil.node.peers.PeerView;
import eu.vigil.node.peers.Peers;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The pages behind the link in a page: GET asks, POST acknowledges. Plain HTML without script, for any telephone at night;
 * every text in it is escaped, and the only style is allowed by its hash.
 */
final class PageLinkPages {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter THERE = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final String STYLE =
            "body{font:1.25rem/1.5 sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
                    + "button{font:inherit;padding:.8em 1.6em;color:#fff;background:#0a4b8c;border:0;border-radius:.3em}"
                    + "dt{color:#444}dd{margin:0 0 .5em;font-weight:bold}";
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
                    .formatted(sha256(STYLE));

    private final PageLinks links;
    private final Peers peers;
    private final InstantSource clock;

    PageLinkPages(PageLinks links, Peers peers, InstantSource clock) {
        this.links = links;
        this.peers = peers;
        this.clock = clock;
    }

    Reply ask(Call call) {
        return switch (wait(links.describe(call.parameter("token"), clock.instant()))) {
            case LinkView.Asks asks -> asking(asks);
            case LinkView.Over(var incident, var person, var at) -> over(alreadyHas(person), incident, at, "");
            case LinkView.NoSuch() -> leadsNowhere();
        };
    }

    Reply acknowledge(Call call) {
        return switch (wait(links.acknowledge(call.parameter("token"), clock.instant()))) {
            case LinkAnswer.Acknowledged(var incident, var person, var at, var toCall) ->
                over(
                        person.map("%s, you have it."::formatted).orElse("It is acknowledged."),
                        incident,
                        at,
                        toCall.map(this::telephones).orElse(""));
            case LinkAnswer.WasOver(var incident, var person, var at) -> over(alreadyHas(person), incident, at, "");
            case LinkAnswer.NoSuch() -> leadsNowhere();
        };
    }

    private static Reply asking(LinkView.Asks asks) {
        String body = """
                <h1>%s</h1>
                <dl>
                <dt>Incident</dt><dd>%s</dd>
                <dt>Urgency</dt><dd>%s</dd>
                <dt>Opened</dt><dd>%s</dd>
                %s%s%s</dl>
                <form method="post"><button>I have it: stop calling</button></form>
                <p>This stops the calls. It does not answer the request.</p>
                """.formatted(
                        headline(asks),
                        escaped(asks.incident().value()),
                        escaped(asks.urgency().name().toLowerCase(Locale.ROOT)),
                        UTC.format(asks.openedAt()),
                        asks.incidents() == 1 ? "" : fact("Incidents", Integer.toString(asks.incidents())),
                        asks.timeLeftInWords().map(left -> fact("Time", left)).orElse(""),
                        asks.person().map(person -> fact("Called", person)).orElse(""));
        return page(200, "Incident " + asks.incident(), body);
    }

    /** Whom to call, by the directory and by no message, and what time it is there. */
    private String telephones(ParticipantId peer) {
        Peers.Listing listing = peers.all();
        return listing.peers().stream()
                .map(PeerView::entry)
                .filter(entry -> entry.id().equals(peer))
                .findFirst()
                .map(entry -> fact(
                                "Call " + entry.authorityName(),
                                entry.telephones().isEmpty()
                                        ? "the directory has no number"
                                        : String.join(" or ", entry.telephones()))
                        + fact("There it is", THERE.format(listing.now().atZone(entry.zone()))))
                .orElse("");
    }

    private static Reply over(String who, IncidentCode incident, Instant at, String further) {
        String body = """
                <h1>%s</h1>
                <p>Nobody is called any more.</p>
                <dl><dt>Incident</dt><dd>%s</dd><dt>Since</dt><dd>%s</dd>%s</dl>
                """.formatted(escaped(who), escaped(incident.value()), UTC.format(at), further);
        return page(200, "Incident " + incident, body);
    }

    private static String alreadyHas(Optional<String> person) {
        return person.map("%s has it already."::formatted).orElse("This is over.");
    }

    private static Reply leadsNowhere() {
        return page(404, "No such link", """
                <h1>This link leads nowhere</h1>
                <p>It was mistyped, or what it was for is long over. Sign in at the desk, or ask who sent it.</p>
                """);
    }

    /** Of an exercise, first of all that it is one. */
    private static String headline(LinkView.Asks asks) {
        boolean exercise = asks.incident().isDrill() && asks.kind() != IncidentKind.DRILL;
        return (exercise ? "DRILL, nothing has happened: " : "") + words(asks.kind());
    }

    private static String words(IncidentKind kind) {
        return switch (kind) {
            case REQUEST_RECEIVED -> "A request has arrived";
            case ANSWER_RECEIVED -> "The other side has answered, or asks something";
            case FEASIBILITY_DUE -> "The time to indicate is nearly over";
            case FEASIBILITY_MISSED -> "The time to indicate is over, and nothing was indicated";
            case NO_RECEIPT -> "A request has left and no receipt has come";
            case PEER_UNREACHABLE -> "A contact point cannot be reached";
            case HOLD_LAPSING -> "Held data is about to be given up";
            case HOLD_LAPSED -> "Held data was given up: the term of the hold is over";
            case FLOOD -> "Very many incidents of one peer are open";
            case DRILL -> "DRILL: nothing has happened; a contact point tries whether a human comes. Acknowledge it";
            case NOT_TAKEN -> "A peer's node has refused what we sent: nobody there has seen it";
            case CLOCKS_DIFFER -> "A peer's clock and ours differ by more than a minute: compare both with a true one";
            case CLOCK_STEPPED ->
                "This machine's clock was set by more than a minute. The node goes on by its own time: compare both with a true one";
            case CERTIFICATE_EXPIRING -> "A certificate is about to expire";
            case LOG_DISAGREES ->
                "A peer's log disagrees with what it proved before: the evidence is kept; vigil log verify shows it";
        };
    }

    private static String fact(String name, String value) {
        return "<dt>%s</dt><dd>%s</dd>\n".formatted(name, escaped(value));
    }

    private static Reply page(int status, String title, String body) {
        return Reply.text(status, "text/html; charset=utf-8", """
                        <!doctype html>
                        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                        <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
                        <body>%s</body></html>
                        """.formatted(escaped(title), STYLE, body))
                .with("Content-Security-Policy", POLICY);
    }

    private static String escaped(String text) {
        return Visible.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static <T> T wait(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
