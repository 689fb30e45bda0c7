package eu.vigil.node.escalation;

import java.time.Instant;

/**
 * The right to attempt a page until the lease ends. Its number is the page's count of attempts: a result under an older
 * number is not written.
 *
 * @param page as claimed: {@code attempts} counts this one
 * @param incident as it stood when claimed
 * @param number the fencing token
 * @param at when the claim was made
 */
public record Claim(Page page, Incident incident, int number, Instant at) {}
