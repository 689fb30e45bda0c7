package eu.vigil.protocol.policy;

import eu.vigil.protocol.wire.Decision;

/** What the policy says to a {@link Speech}. */
public sealed interface Verdict {
    /**
     * It may be said.
     *
     * @param transferGroundNeeded true if the message must record why personal data may go to a third State; it then does, or the
     *     verdict would be another
     */
    record Allowed(boolean transferGroundNeeded) implements Verdict {}

    /**
     * It may not be said.
     *
     * @param decision {@code POLICY} or {@code BASIS}: the reason code of a signed refusal
     * @param reason in a sentence without a full stop
     * @param instead what is allowed, in words; never empty
     */
    record Denied(Decision decision, String reason, String instead) implements Verdict {}
}
