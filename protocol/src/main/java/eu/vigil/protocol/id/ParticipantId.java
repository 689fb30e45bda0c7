package eu.vigil.protocol.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a contact point or of a partner within a network.
 *
 * <p>A State is its ISO 3166 code ({@code BE}), a body of the Union {@code EU-} and a word ({@code EU-GSC}), a partner its
 * sponsoring State, a slash and a name ({@code BE/BANK-1}). {@code BE/BANK-1} is not {@code BE}: names are equal or they are
 * not.
 *
 * @param value at most 64 characters
 */
public record ParticipantId(String value) implements Comparable<ParticipantId> {
    private static final Pattern FORM = Pattern.compile("(EU-[A-Z]{2,12})|([A-Z]{2}(/[A-Z][A-Z0-9]*(-[A-Z0-9]+)*)?)");

    /** @throws IllegalArgumentException if the form is wrong, saying what would be right */
    public ParticipantId {
        if (!isState(value) && (value.length() > 64 || !FORM.matcher(value).matches())) {
            throw new IllegalArgumentException(
                    "participant: '%s' is not a State like BE, a body like EU-GSC or a partner like BE/BANK-1"
                            .formatted(value));
        }
    }

    private static boolean isState(String value) {
        return value.length() == 2 && Letters.areCapitals(value, 0, 2);
    }

    /** The State that vouches for this partner; empty for everybody else. */
    public Optional<ParticipantId> sponsor() {
        int slash = value.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new ParticipantId(value.substring(0, slash)));
    }

    /** True for a body of the Union. */
    public boolean isUnionBody() {
        return value.startsWith("EU-");
    }

    @Override
    public int compareTo(ParticipantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
