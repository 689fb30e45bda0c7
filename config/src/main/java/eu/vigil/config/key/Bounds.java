package eu.vigil.config.key;

import eu.vigil.config.value.Form;
import eu.vigil.config.value.Parsed;
import java.time.Duration;
import java.util.Optional;

/** What a key asks of one value. */
final class Bounds {
    private Bounds() {}

    /** Why a value may not stand there; empty if it may. */
    static Optional<String> broken(Key key, Form<?> form, String text, Object value) {
        if (value instanceof String && !key.pattern().isEmpty() && !text.matches(key.pattern())) {
            return Optional.of("'%s' has not the right form; write one like %s".formatted(text, key.like()));
        }
        if (value instanceof Duration duration && key.min().isEmpty() && !duration.isPositive()) {
            return Optional.of("%s must be longer than nothing".formatted(text));
        }
        if (!key.min().isEmpty() && compare(value, bound(form, key.min())) < 0) {
            return Optional.of("%s is too little; at least %s".formatted(text, key.min()));
        }
        if (!key.max().isEmpty() && compare(value, bound(form, key.max())) > 0) {
            return Optional.of("%s is too much; at most %s".formatted(text, key.max()));
        }
        return Optional.empty();
    }

    /** Compares two values of one form, which has an order. */
    @SuppressWarnings("unchecked")
    static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static Object bound(Form<?> form, String text) {
        return switch (form.parser().apply(text)) {
            case Parsed.Value<?>(Object value) -> value;
            case Parsed.Wrong<?>(String why) -> throw new IllegalStateException("a key's own bound: " + why);
        };
    }
}
