package eu.vigil.node.casework;

import static eu.vigil.node.casework.Happening.What.RECEIVED;

import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What an arrived message does to its case, inside the transaction that records it. The message is verified, bound to its envelope and
 * allowed by the policy; here the books decide.
 *
 * @param <T> the ledger
 */
public final class Arrivals<T extends CaseLedger> {
    private final ParticipantId self;
    private final Policy policy;
    private final Answers answers;
    private final CaseAlarm<? super T> alarm;
    private final Progress<T> progress;

    /**
     * Keeps the books of {@code self}.
     *
     * @param alarm opens and ends the incidents that page somebody
     */
    public Arrivals(ParticipantId self, Policy policy, CaseAlarm<? super T> alarm) {
        this.self = self;
        this.policy = policy;
        this.answers = new Answers(policy);
        this.alarm = alarm;
        this.progress = new Progress<>(alarm);
    }

    /** Applies the message, or says that its case does not allow it and changes nothing. */
    public Decision apply(T ledger, Message message, Instant at) {
        return switch (policy.sortOf(Kinds.of(message)).orElseThrow()) {
            case REQUEST -> request(ledger, message, at);
            case ANSWER -> answer(ledger, message, at);
            case NOTICE -> {
                if (!Kinds.rule(Kinds.of(message)).getNoCase()) {
                    yield request(ledger, message, at);
                }
                alarm.noticed(ledger, message, at); // a test of the line: no case changes
                yield Decision.ACCEPTED;
            }
        };
    }

    private Decision request(T ledger, Message message, Instant at) {
        Header header = message.getHeader();
        NetworkId network = new NetworkId(header.getNetwork());
        ParticipantId sender = new ParticipantId(header.getSender());
        CaseRef caseRef = new CaseRef(header.getCaseRef());
        boolean opensOwnCase =
                caseRef.owner().equals(sender) && header.getInReplyTo().isEmpty();
        boolean alreadyAsked = ledger.requests().find(network, caseRef, sender).isPresent();
        if (!opensOwnCase || alreadyAsked) {
            return Decision.CASE_STATE;
        }
        RequestRecord request = RequestRecord.begun(
                        MessageId.of(header.getMessageId()), caseRef, Side.REQUESTED, sender, message, at)
                .with(Clocks.NONE.received(at))
                .under(nationalReference(ledger, at));
        if (!known(ledger, request)) {
            return Decision.CASE_STATE;
        }
        ledger.requests().insert(request);
        ledger.requests().happened(request.id(), Happening.ofNode(at, RECEIVED, "stored, and receipted to " + sender));
        if (request.kind().equals(Kinds.MLA_FOLLOW_UP)) {
            progress.lodged(ledger, request, at);
        }
        alarm.requestArrived(ledger, request, at);
        return Decision.ACCEPTED;
    }

    /** Whether there is what the request is about: the case that it extends, or the hold that assistance shall keep. */
    private boolean known(T ledger, RequestRecord request) {
        if (request.isNotice() || request.concerns().isEmpty()) {
            return true;
        }
        return request.kind().equals(Kinds.MLA_FOLLOW_UP)
                ? progress.mayLodge(ledger, request)
                : Progress.about(ledger, request).isPresent();
    }

    /** This State's own reference for a case that another State opened: {@code FR/2026/0017}. */
    private String nationalReference(CaseLedger ledger, Instant at) {
        int year = at.atZone(ZoneOffset.UTC).getYear();
        return "%s/%d/%04d".formatted(self, year, ledger.requests().next("reference", year));
    }

    private Decision answer(T ledger, Message message, Instant at) {
        Header header = message.getHeader();
        if (header.getInReplyTo().isEmpty()) {
            return Decision.CASE_STATE;
        }
        Optional<RequestRecord> asked = ledger.requests()
                .find(MessageId.of(header.getInReplyTo()))
                .filter(request -> request.peer().value().equals(header.getSender())
                        && request.network().value().equals(header.getNetwork())
                        && request.caseRef().value().equals(header.getCaseRef()));
        if (asked.isEmpty()) {
            return Decision.CASE_STATE;
        }
        return switch (answers.of(asked.get(), message, asked.get().side().other())) {
            case Answers.Result.Unfit _ -> Decision.SCHEMA;
            case Answers.Result.OutOfOrder _ -> Decision.CASE_STATE;
            case Answers.Result.Fits(var changed, var what, var detail) -> {
                progress.to(ledger, changed, at);
                ledger.requests()
                        .happened(
                                changed.id(),
                                Happening.ofPerson(
                                                at,
                                                what,
                                                header.getOfficer(),
                                                "at %s, %s".formatted(changed.peer(), detail))
                                        .of(MessageId.of(header.getMessageId())));
                if (Kinds.rule(Kinds.of(message)).getCalls()) {
                    alarm.answerArrived(ledger, changed, message, at);
                }
                yield Decision.ACCEPTED;
            }
        };
    }
}
