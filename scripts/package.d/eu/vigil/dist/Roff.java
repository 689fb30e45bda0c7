package eu.vigil.dist;

import java.util.List;
import java.util.Locale;

/** A manual page as it is written: the macros of man(7), with everything in plain text escaped. */
final class Roff {
    private final StringBuilder page = new StringBuilder();
    private boolean opening;

    /** A page of this section, of this day ({@code 2026-11-22}). */
    Roff(String name, int section, String day, String release, String manual) {
        macro("TH", name.toUpperCase(Locale.ROOT), Integer.toString(section), day, release, manual);
        // No hyphenation and no justification: options must stay as they are typed.
        page.append(".nh\n.ad l\n");
    }

    Roff section(String name) {
        macro("SH", name);
        opening = true;
        return this;
    }

    Roff paragraph(String text) {
        apart();
        return line(escaped(text));
    }

    /** A term and what it means; a text may have several lines. */
    Roff item(String term, List<String> text) {
        opening = false;
        page.append(".TP\n");
        line("\\fB" + escaped(term) + "\\fR");
        return line(String.join("\n.br\n", text.stream().map(Roff::escaped).toList()));
    }

    /** Lines that keep their breaks. */
    Roff asWritten(List<String> lines) {
        apart();
        page.append(".nf\n");
        lines.forEach(text -> line(escaped(text)));
        page.append(".fi\n");
        return this;
    }

    /** The page's text. */
    String text() {
        return page.toString();
    }

    /** A heading already stands apart from what follows it. */
    private void apart() {
        if (!opening) {
            page.append(".PP\n");
        }
        opening = false;
    }

    private void macro(String name, String... words) {
        page.append('.').append(name);
        for (String word : words) {
            page.append(" \"").append(word.replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
    }

    private Roff line(String text) {
        page.append(text).append('\n');
        return this;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        if (text.startsWith(".") || text.startsWith("'")) {
            escaped.append("\\&");
        }
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (c < 0x80) {
                        escaped.append((char) c);
                    } else {
                        escaped.append("\\[u%04X]".formatted(c));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
