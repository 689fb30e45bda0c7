package eu.vigil.pki.seal;

/** Takes the reading of a hostile message back to {@link Opener}, which makes a value of it; never leaves this room. */
final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;

    /** Some details quote what an attacker wrote. */
    private static final int DETAIL_CHARACTERS_MAX = 300;

    private final Reason reason;

    Unacceptable(Reason reason, String detail) {
        // No stack trace: this is an expected outcome, and an attacker could ask for many.
        super(
                detail.length() > DETAIL_CHARACTERS_MAX ? detail.substring(0, DETAIL_CHARACTERS_MAX) : detail,
                null,
                false,
                false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    static void unless(boolean right, Reason reason, String detail) throws Unacceptable {
        if (!right) {
            throw new Unacceptable(reason, detail);
        }
    }
}
