package eu.vigil.protocol.id;

import java.util.regex.Pattern;

/**
 * The name of a case, made by the participant that opens it: its id, the year, a number of six digits ({@code BE-2026-000123}).
 *
 * @param value the reference as people write it
 */
public record CaseRef(String value) implements Comparable<CaseRef> {
    private static final Pattern FORM =
            Pattern.compile("[A-Z]{2}(-[A-Z]{2,12}|/[A-Z][A-Z0-9]*(-[A-Z0-9]+)*)?-[0-9]{4}-[0-9]{6}");
    private static final int NUMBER_MAX = 999_999;

    /** The characters of {@code -2026-000123}. */
    private static final int YEAR_AND_NUMBER = 12;

    /** @throws IllegalArgumentException if the form is wrong, saying what would be right */
    public CaseRef {
        if (!isOfState(value) && !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("case_ref: '%s' is not a case like BE-2026-000123".formatted(value));
        }
    }

    /** The form of nearly all: {@code BE-2026-000123}. */
    private static boolean isOfState(String value) {
        return value.length() == 14
                && Letters.areCapitals(value, 0, 2)
                && value.charAt(2) == '-'
                && Letters.areDigits(value, 3, 7)
                && value.charAt(7) == '-'
                && Letters.areDigits(value, 8, 14);
    }

    /**
     * The {@code number}-th case that {@code owner} opens in {@code year}.
     *
     * @throws IllegalArgumentException if {@code number} is not 1 to 999,999
     */
    public static CaseRef of(ParticipantId owner, int year, int number) {
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("case_ref: number %d is not 1 to %d".formatted(number, NUMBER_MAX));
        }
        return new CaseRef("%s-%04d-%06d".formatted(owner.value(), year, number));
    }

    /** The participant that opened the case. */
    public ParticipantId owner() {
        return new ParticipantId(value.substring(0, value.length() - YEAR_AND_NUMBER));
    }

    @Override
    public int compareTo(CaseRef other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
