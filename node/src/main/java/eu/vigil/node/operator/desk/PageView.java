package eu.vigil.node.operator.desk;

import eu.vigil.protocol.id.CaseRef;
import java.time.Instant;
import java.util.Optional;

/**
 * One page: the attempts to reach one target over one channel for one step of one incident.
 *
 * @param incident the incident's code
 * @param cause what wants a human: {@code request received}
 * @param caseRef of the case it is about, if it is about one
 * @param step of the escalation policy, from 1
 * @param person who was called by name; empty if the target is a channel
 * @param channel over which
 * @param state as escalation names it
 * @param attempts made so far
 * @param firstAttemptAt empty before the first
 * @param result of the last attempt, for the reader; empty before the first
 * @param acknowledgedAt when a person stopped the pager
 */
public record PageView(
        String incident,
        String cause,
        Optional<CaseRef> caseRef,
        int step,
        Optional<String> person,
        String channel,
        String state,
        int attempts,
        Instant dueAt,
        Optional<Instant> firstAttemptAt,
        Optional<Instant> lastAttemptAt,
        String result,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy) {}
