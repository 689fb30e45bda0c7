package eu.vigil.node.casework;

import static eu.vigil.node.casework.Happening.What.ACKNOWLEDGED;
import static eu.vigil.node.casework.Happening.What.RECEIVED;

import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Acknowledgement;
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
    private final Alarm<? super T> alarm;

    /**
     * Keeps the books of {@code self}.
     *
     * @param alarm opens the incident that pages somebody
     */
    public Arrivals(ParticipantId self, Alarm<? super T> alarm) {
        this.self = self;
        this.alarm = alarm;
    }

    /**
     * What a case wants a human for; carried out in the caller's transaction.
     *
     * @param <T> the ledger
     */
    @FunctionalInterface
    public interface Alarm<T> {
        /** Opens the incident of an arrived request, with its first pages. */
        void requestArrived(T ledger, RequestRecord request, Instant at);
    }

    /** Applies the message, or says that its case does not allow it and changes nothing. */
    public Decision apply(T ledger, Message message, Instant at) {
        return switch (message.getBodyCase()) {
            case PRESERVATION_REQUEST -> request(ledger, message.getHeader(), Kinds.of(message), at);
            case ACKNOWLEDGEMENT -> acknowledged(ledger, message.getHeader(), message.getAcknowledgement(), at);
            case BODY_NOT_SET -> Decision.SCHEMA;
        };
    }

    private Decision request(T ledger, Header header, String kind, Instant at) {
        NetworkId network = new NetworkId(header.getNetwork());
        ParticipantId sender = new ParticipantId(header.getSender());
        CaseRef caseRef = new CaseRef(header.getCaseRef());
        boolean opensOwnCase =
                caseRef.owner().equals(sender) && header.getInReplyTo().isEmpty();
        boolean alreadyAsked = ledger.requests().find(network, caseRef, sender).isPresent();
        if (!opensOwnCase || alreadyAsked) {
            return Decision.CASE_STATE;
        }
        RequestRecord request = new RequestRecord(
                MessageId.of(header.getMessageId()),
                network,
                caseRef,
                Side.REQUESTED,
                sender,
                kind,
                header.getUrgency(),
                RequestLife.begin(Side.REQUESTED),
                at,
                Optional.of(at),
                Optional.of(Deadlines.feasibility(at, header.getUrgency())),
                Optional.of(nationalReference(ledger, at)),
                Optional.empty(),
                header.getDrill(),
                0);
        ledger.requests().insert(request);
        ledger.requests().happened(request.id(), Happening.ofNode(at, RECEIVED, "stored, and receipted to " + sender));
        alarm.requestArrived(ledger, request, at);
        return Decision.ACCEPTED;
    }

    /** This State's own reference for a case that another State opened: {@code FR/2026/0017}. */
    private String nationalReference(CaseLedger ledger, Instant at) {
        int year = at.atZone(ZoneOffset.UTC).getYear();
        return "%s/%d/%04d".formatted(self, year, ledger.requests().next("reference", year));
    }

    private Decision acknowledged(CaseLedger ledger, Header header, Acknowledgement body, Instant at) {
        if (header.getInReplyTo().isEmpty()) {
            return Decision.CASE_STATE;
        }
        Optional<RequestRecord> asked = ledger.requests()
                .find(MessageId.of(header.getInReplyTo()))
                .filter(request -> request.side() == Side.REQUESTING
                        && request.peer().value().equals(header.getSender())
                        && request.network().value().equals(header.getNetwork())
                        && request.caseRef().value().equals(header.getCaseRef()));
        if (asked.isEmpty()) {
            return Decision.CASE_STATE;
        }
        RequestRecord request = asked.get();
        return switch (RequestLife.step(request.state(), Side.REQUESTING, new CaseEvent.Acknowledged())) {
            case RequestLife.Rejected _ -> Decision.CASE_STATE;
            case RequestLife.Moved(var state) -> {
                Books.replace(
                        ledger.requests(), request.in(state).handledBy(body.getOfficer(), body.getNationalReference()));
                ledger.requests()
                        .happened(
                                request.id(),
                                Happening.ofPerson(
                                        at,
                                        ACKNOWLEDGED,
                                        body.getOfficer(),
                                        "at %s, reference %s".formatted(request.peer(), body.getNationalReference())));
                yield Decision.ACCEPTED;
            }
        };
    }
}
