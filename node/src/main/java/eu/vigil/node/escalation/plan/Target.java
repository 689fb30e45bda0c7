package eu.vigil.node.escalation.plan;

/** Whom a step calls: whoever is on call in a rota, a person, or a channel that nobody in particular watches. */
public sealed interface Target {
    /** Whoever is on call when the step fires. */
    record OfRota(String rota) implements Target {
        @Override
        public String toString() {
            return "rota:" + rota;
        }
    }

    /** One person. */
    record OfPerson(String person) implements Target {
        @Override
        public String toString() {
            return "person:" + person;
        }
    }

    /** One channel, whoever is at its end. */
    record OfChannel(String channel) implements Target {
        @Override
        public String toString() {
            return "channel:" + channel;
        }
    }

    /**
     * Reads {@code rota:NAME}, {@code person:NAME} or {@code channel:NAME}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static Target parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        if (colon > 0 && !name.isEmpty()) {
            switch (text.substring(0, colon)) {
                case "rota" -> {
                    return new OfRota(name);
                }
                case "person" -> {
                    return new OfPerson(name);
                }
                case "channel" -> {
                    return new OfChannel(name);
                }
                default -> {
                    // Not a target: the error below names what would be.
                }
            }
        }
        throw new IllegalArgumentException(
                "notify: '%s' is not a target like rota:duty, person:carol or channel:desk".formatted(text));
    }
}
