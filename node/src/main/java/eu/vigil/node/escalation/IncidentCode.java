package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The opaque name of an incident, the only one that third parties see, easy to read out on the telephone. The first group counts the
 * seconds in which incidents begin, and the other 40 bits are random: what begins together then stands together in the store, where a
 * flood would otherwise change a page for each code.
 *
 * @param value three groups of four capitals and digits, without I, L, O and U ({@code 7KQ2-M9XA-04TZ}); of a drill the word and two
 *     groups ({@code DRILL-7KQ2-M9XA}), so that every page and every list says what it is, whoever wrote it
 */
public record IncidentCode(String value) implements Comparable<IncidentCode> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("(DRILL|[0-9A-HJKMNP-TV-Z]{4})(-[0-9A-HJKMNP-TV-Z]{4}){2}");
    private static final String DRILL = "DRILL";
    private static final int GROUP = 4;
    /** Of a symbol. */
    private static final int BITS = 5;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the form is wrong
     */
    public IncidentCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("incident: '%s' is not a code like 7KQ2-M9XA-04TZ".formatted(value));
        }
    }

    /** A new code of what begins at this instant. */
    public static IncidentCode of(Instant at, RandomGenerator random) {
        return new IncidentCode("%s-%s-%s".formatted(group(at.getEpochSecond()), group(random), group(random)));
    }

    /** A new code of a drill. */
    static IncidentCode ofDrill(RandomGenerator random) {
        return new IncidentCode("%s-%s-%s".formatted(DRILL, group(random), group(random)));
    }

    /** True if nothing has happened: somebody tries whether a human comes. */
    public boolean isDrill() {
        return value.startsWith(DRILL);
    }

    private static String group(RandomGenerator random) {
        return group(random.nextLong());
    }

    /** The lowest 20 bits, the highest of them first. */
    private static String group(long bits) {
        StringBuilder group = new StringBuilder();
        for (int i = GROUP - 1; i >= 0; i--) {
            group.append(ALPHABET.charAt((int) (bits >>> (BITS * i)) & (ALPHABET.length() - 1)));
        }
        return group.toString();
    }

    @Override
    public int compareTo(IncidentCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
