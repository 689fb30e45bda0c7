package eu.vigil.node.escalation;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The opaque name of an incident, the only one that third parties see: 60 random bits, easy to read out on the telephone.
 *
 * @param value three groups of four capitals and digits, without I, L, O and U ({@code 7KQ2-M9XA-04TZ}); of a drill the word and two
 *     groups ({@code DRILL-7KQ2-M9XA}), so that every page and every list says what it is, whoever wrote it
 */
public record IncidentCode(String value) implements Comparable<IncidentCode> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("(DRILL|[0-9A-HJKMNP-TV-Z]{4})(-[0-9A-HJKMNP-TV-Z]{4}){2}");
    private static final String DRILL = "DRILL";
    private static final int GROUP = 4;

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

    /** A new code. */
    public static IncidentCode of(RandomGenerator random) {
        return new IncidentCode("%s-%s-%s".formatted(group(random), group(random), group(random)));
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
        StringBuilder group = new StringBuilder();
        for (int i = 0; i < GROUP; i++) {
            group.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
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
