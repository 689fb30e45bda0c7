package eu.vigil.node.escalation;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The opaque name of an incident, the only one that third parties see: 60 random bits, easy to read out on the telephone.
 *
 * @param value three groups of four capitals and digits, without I, L, O and U ({@code 7KQ2-M9XA-04TZ})
 */
public record IncidentCode(String value) implements Comparable<IncidentCode> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}");
    private static final int LETTERS = 12;
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
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new IncidentCode(code.toString());
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
