package eu.vigil.node.enrolment;

import java.util.stream.Collectors;

/** The {@code vigil.yaml} of a new node: complete, commented, and one that {@code vigil config check} takes. */
final class FirstConfiguration {
    private FirstConfiguration() {}

    /**
     * The text.
     *
     * @param data the data folder, as seen from the configuration's own
     */
    static String of(NewNode node, String data) {
        String operator = "listen: "
                + quoted(node.operator().toString())
                + node.publicUrl()
                        .map(url -> ", public-url: " + quoted(url.toString()))
                        .orElse("");
        return """
            # Written by "vigil init". "vigil config reference" explains every key; "vigil config check" finds mistakes.
            participant: %1$s
            networks:
              %2$s: { directory: { file: %3$s, authority-key: %4$s } }
            data: %12$s
            link:     { listen: %5$s, advertise: %6$s }
            operator: { %7$s }
            store:    { url: "sqlite:store.db" }
            keys:     { file: %8$s, secret: "file:%9$s" }

            # Who is called when a request comes in. One channel is not enough: add a second one over another provider,
            # and the people who are really on call.
            escalation:
              channels:
                desk: { format: standard-webhooks, url: %10$s, secret: "file:%11$s", internal: true }
              people:
                duty-officer: { name: "Duty officer", channels: [desk] }
              policies:
                urgent:
                  steps:
                    - { after: PT0S, notify: ["person:duty-officer"] }
                  repeat-every: PT5M
                  catch-all: ["channel:desk"]
                routine:
                  steps:
                    - { after: PT0S, notify: ["channel:desk"] }
                  repeat-every: PT4H
                  catch-all: ["channel:desk"]
              routes:
                - { when: { urgency: [EMERGENCY, URGENT] }, policy: urgent }
                - { policy: routine }
            """.formatted(
                        quoted(node.particulars().named().participant().value()),
                        quoted(node.particulars().named().network().value()),
                        NodeFolder.DIRECTORY,
                        NodeFolder.AUTHORITY_KEY,
                        quoted(node.link().toString()),
                        quoted(node.advertised().toString()),
                        operator,
                        NodeFolder.KEYS,
                        NodeFolder.KEYS_SECRET,
                        quoted(node.pager().toString()),
                        NodeFolder.DESK_SECRET,
                        data.equals(".") ? "\".\"                        # this file's folder" : quoted(data));
    }

    /** YAML's double-quoted style (1.2, section 7.3.1). */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }
}
