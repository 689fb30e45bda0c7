package eu.vigil.protocol.id;

/**
 * A set of participants under one directory: {@code EU-ART13}, {@code G7-24-7}, {@code BUDAPEST-35}.
 *
 * @param value capital letters, digits and hyphens, 2 to 32 characters, beginning with a letter
 */
public record NetworkId(String value) implements Comparable<NetworkId> {
    /** @throws IllegalArgumentException if the form is wrong, saying what would be right */
    public NetworkId {
        if (value.length() < 2 || value.length() > 32 || !Letters.areWords(value)) {
            throw new IllegalArgumentException(
                    "network: '%s' is not a network's name like EU-ART13 (2 to 32 capitals, digits, hyphens)"
                            .formatted(value));
        }
    }

    @Override
    public int compareTo(NetworkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
