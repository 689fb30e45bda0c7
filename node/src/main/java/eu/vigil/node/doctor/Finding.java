package eu.vigil.node.doctor;

import java.util.Optional;

/**
 * What one look at one thing found.
 *
 * @param what how it is, naming the thing; a sentence
 * @param remedy what to do, with the command where there is one; empty exactly if nothing is to be done
 */
public record Finding(Verdict verdict, String what, Optional<String> remedy) {
    /** Nothing is wrong. */
    public static Finding ok(String what) {
        return new Finding(Verdict.OK, what, Optional.empty());
    }

    /** It works, but not for ever. */
    public static Finding warning(String what, String remedy) {
        return new Finding(Verdict.WARNING, what, Optional.of(remedy));
    }

    /** It does not work. */
    public static Finding failed(String what, String remedy) {
        return new Finding(Verdict.FAILED, what, Optional.of(remedy));
    }

    /** As bad as {@code verdict} says. */
    static Finding of(Verdict verdict, String what, String remedy) {
        return verdict == Verdict.OK ? ok(what) : new Finding(verdict, what, Optional.of(remedy));
    }
}
