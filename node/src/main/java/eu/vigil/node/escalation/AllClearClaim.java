package eu.vigil.node.escalation;

import java.time.Instant;

/**
 * The right to attempt an all-clear until the lease ends.
 *
 * @param incident as it stood when claimed
 * @param number the fencing token: a result under an older one is not written
 * @param at when the claim was made
 */
public record AllClearClaim(AllClear allClear, Incident incident, int number, Instant at) {}
