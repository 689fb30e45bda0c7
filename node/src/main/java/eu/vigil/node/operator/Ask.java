package eu.vigil.node.operator;

import eu.vigil.node.operator.desk.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the parameters of a query and collects all that is wrong with them. */
final class Ask {
    private final Map<String, List<String>> query;
    private final List<Violation> violations = new ArrayList<>();

    /** Every parameter that is not one of {@code known} is a violation. */
    Ask(Map<String, List<String>> query, String... known) {
        this.query = query;
        Set<String> names = Set.of(known);
        query.forEach((name, values) -> {
            if (!names.contains(name)) {
                violations.add(new Violation(
                        name, "unknown; there are %s".formatted(String.join(", ", Arrays.asList(known)))));
            } else if (values.size() > 1) {
                violations.add(new Violation(name, "stands there %d times".formatted(values.size())));
            }
        });
    }

    /** A parameter as text. */
    Optional<String> text(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** A parameter that {@code read} makes a value of; what it throws as an illegal argument is the violation. */
    <V> Optional<V> value(String name, Function<String, V> read) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException wrong) {
                violations.add(new Violation(name, String.valueOf(wrong.getMessage())));
                return Optional.empty();
            }
        });
    }

    /** A parameter out of a closed list. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return value(
                name,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'%s' is none of %s".formatted(text, Arrays.toString(type.getEnumConstants())))));
    }

    /** A whole number within limits. */
    long number(String name, long least, long most, long otherwise) {
        return value(name, text -> {
                    long number;
                    try {
                        number = Long.parseLong(text);
                    } catch (NumberFormatException _) {
                        throw new IllegalArgumentException("'%s' is no whole number".formatted(text));
                    }
                    if (number < least || number > most) {
                        throw new IllegalArgumentException("%d is not %d to %d".formatted(number, least, most));
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    /** What is wrong, as an answer. */
    Optional<Reply> wrong() {
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(Reply.problem(Problem.of(Problem.Kind.MALFORMED, violations)));
    }
}
