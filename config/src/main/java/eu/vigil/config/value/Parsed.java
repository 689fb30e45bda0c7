package eu.vigil.config.value;

/** What became of a text: a value, or a sentence on what is wrong with it and what would be right. */
public sealed interface Parsed<T> {
    /** The text said this. */
    record Value<T>(T value) implements Parsed<T> {}

    /**
     * The text cannot be read.
     *
     * @param why what is wrong and what would be right, without a full stop
     */
    record Wrong<T>(String why) implements Parsed<T> {}

    static <T> Parsed<T> value(T value) {
        return new Value<>(value);
    }

    static <T> Parsed<T> wrong(String why) {
        return new Wrong<>(why);
    }
}
