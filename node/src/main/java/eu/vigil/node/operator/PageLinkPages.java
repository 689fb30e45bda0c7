package eu.vigil.node.operator;

import eu.vigil.node.logging.Visible;
import eu.vigil.node.operator.PageDoor.Standing;
import eu.vigil.protocol.casework.Deadlines;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * The two pages behind the link in a page: GET asks, POST acknowledges. Plain HTML without script, for any telephone at
 * night; every text in it is escaped, and the only style is allowed by its hash.
 */
final class PageLinkPages {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STYLE =
            "body{font:1.25rem/1.5 sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
                    + "button{font:inherit;padding:.8em 1.6em;color:#fff;background:#0a4b8c;border:0;border-radius:.3em}"
                    + "dt{color:#444}dd{margin:0 0 .5em;font-weight:bold}";
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
                    .formatted(sha256(STYLE));

    private final PageDoor door;
    private final InstantSource clock;

    PageLinkPages(PageDoor door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    Reply ask(Call call) {
        return door.look(call.parameter("token"))
                .map(standing -> standing.end().isPresent() ? over(200, standing) : asking(standing))
                .orElseGet(PageLinkPages::deadLink);
    }

    Reply acknowledge(Call call) {
        return door.acknowledge(call.parameter("token"))
                .map(standing -> over(200, standing))
                .orElseGet(PageLinkPages::deadLink);
    }

    private Reply asking(Standing standing) {
        String body = """
                <h1>%s</h1>
                %s
                <form method="post"><button>I have it: stop calling</button></form>
                <p>This stops the calls. It does not answer the request.</p>
                """.formatted(escaped(standing.cause()), facts(standing, clock.instant()));
        return page(200, "Acknowledge " + standing.incident(), body);
    }

    private Reply over(int status, Standing standing) {
        PageDoor.End end = standing.end()
                .orElseThrow(() -> new AssertionError("an acknowledged incident has ended: " + standing.incident()));
        String who = end.byThisLink()
                ? "You have it. Nobody is called any more."
                : end.by()
                        .map("%s has it already. Nobody is called any more."::formatted)
                        .orElse("This is over. Nobody is called any more.");
        String body = """
                <h1>%s</h1>
                <p>Since %s.</p>
                %s
                """.formatted(escaped(who), UTC.format(end.at()), facts(standing, clock.instant()));
        return page(status, standing.incident(), body);
    }

    private static Reply deadLink() {
        return page(
                404,
                "No such link",
                "<h1>This link leads nowhere</h1><p>It was mistyped, used up or is over. Sign in at the desk, or ask who sent it.</p>");
    }

    private static String facts(Standing standing, Instant now) {
        String due = standing.due()
                .map(at -> "<dt>Due</dt><dd>%s (%s)</dd>".formatted(UTC.format(at), Deadlines.left(now, at)))
                .orElse("");
        return "<dl><dt>Incident</dt><dd>%s</dd><dt>Urgency</dt><dd>%s</dd><dt>Opened</dt><dd>%s</dd>%s<dt>Called</dt><dd>%s</dd></dl>"
                .formatted(
                        escaped(standing.incident()),
                        escaped(standing.urgency()),
                        UTC.format(standing.openedAt()),
                        due,
                        escaped(standing.person()));
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
        StringBuilder safe = new StringBuilder(text.length() + 16);
        Visible.of(text).chars().forEach(character -> {
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((char) character);
            }
        });
        return safe.toString();
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
