package eu.vigil.config.value;

import java.util.Locale;

/**
 * Whom a step pages: {@code rota:duty}, {@code person:carol}, {@code channel:desk-webhook}.
 *
 * @param kind what the name names
 * @param name a rota's, a person's or a channel's name
 */
public record Target(Kind kind, String name) {
    /** What can be paged. */
    public enum Kind {
        /** Whoever is on call when the step fires. */
        ROTA,
        /** One person, always. */
        PERSON,
        /** A place, without a person. */
        CHANNEL
    }

    /** The target that a text means. */
    public static Parsed<Target> parse(String text) {
        for (Kind kind : Kind.values()) {
            String prefix = kind.name().toLowerCase(Locale.ROOT) + ":";
            if (text.startsWith(prefix) && text.length() > prefix.length()) {
                return Parsed.value(new Target(kind, text.substring(prefix.length())));
            }
        }
        return Parsed.wrong("'%s' is not a target; write rota:NAME, person:NAME or channel:NAME".formatted(text));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
