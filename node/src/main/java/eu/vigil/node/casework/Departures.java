package eu.vigil.node.casework;

import static eu.vigil.node.casework.Happening.What.ACCEPTED;
import static eu.vigil.node.casework.Happening.What.OUTCOME_UNKNOWN;
import static eu.vigil.node.casework.Happening.What.RECEIPTED;
import static eu.vigil.node.casework.Happening.What.REFUSED_BY_RECEIPT;
import static eu.vigil.node.casework.Happening.What.REPLIED;
import static eu.vigil.node.casework.Happening.What.SENT;
import static eu.vigil.node.casework.Happening.What.UNDELIVERABLE;
import static eu.vigil.node.casework.Happening.What.WITHDRAWN;

import com.google.protobuf.util.Timestamps;
import eu.vigil.node.dispatch.DispatchEffects;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.SealedMessage;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.KindRule;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.Optional;

/**
 * What a departing message does to its case: from acceptance to the end of its wait, each inside the transaction that records it.
 *
 * @param <T> the ledger
 */
public final class Departures<T extends CaseLedger> implements DispatchEffects<T> {
    private final Progress<T> progress;

    /** Incidents that a receipt or an end of the wait makes moot are ended through {@code alarm}. */
    public Departures(CaseAlarm<? super T> alarm) {
        this.progress = new Progress<>(alarm);
    }

    /**
     * Records that the message is accepted: its SENT leaf, the message itself and its place in the outbox.
     *
     * @param mayBeAttempted true if it may leave as soon as this is durable, without another word to the journal
     */
    public OutboxRow accept(T ledger, SealedMessage sealed, boolean mayBeAttempted, Instant at) {
        Header header = sealed.message().getHeader();
        NetworkId network = new NetworkId(header.getNetwork());
        ParticipantId peer = new ParticipantId(header.getRecipient());
        MessageId id = MessageId.of(header.getMessageId());
        Optional<CaseRef> caseRef =
                Optional.of(header.getCaseRef()).filter(text -> !text.isEmpty()).map(CaseRef::new);
        Leaf leaf = Leaf.newBuilder()
                .setType(Leaf.Type.SENT)
                .setReceivedAt(Instants.timestamp(at))
                .setMessageId(header.getMessageId())
                .setPeer(peer.value())
                .setDigest(sealed.digest())
                .setDecision(Decision.ACCEPTED)
                .setDirectoryVersion(header.getDirectoryVersion())
                .build();
        LeafPosition position = ledger.pairLogs().append(new PairLogId(network, peer), leaf);
        ledger.messages()
                .insert(new StoredMessage(
                        network,
                        new ParticipantId(header.getSender()),
                        peer,
                        id,
                        caseRef,
                        Kinds.of(sealed.message()),
                        at,
                        Decision.ACCEPTED,
                        position,
                        sealed.digest(),
                        sealed.signedData()));
        OutboxRow row = new OutboxRow(
                network,
                peer,
                id,
                caseRef,
                lane(header.getUrgency()),
                position.index(),
                sealed.digest(),
                at,
                Instants.of(header.getExpiresAt()),
                mayBeAttempted);
        ledger.outbox().add(row, sealed.envelope());
        ledger.requests()
                .find(id)
                .ifPresent(request -> Books.replace(
                        ledger.requests(), request.with(request.clocks().accepted(at))));
        tell(ledger, row, Happening.ofNode(at, ACCEPTED, Kinds.of(sealed.message()) + " is durable here"));
        if (mayBeAttempted) {
            attempted(ledger, row, at);
        }
        return row;
    }

    /** The lane that an urgency travels on. */
    public static Lane lane(Header.Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> Lane.EMERGENCY;
            case URGENT -> Lane.URGENT;
            case ROUTINE -> Lane.ROUTINE;
            case URGENCY_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("urgency: %s was never checked".formatted(urgency));
        };
    }

    @Override
    public void attempted(T ledger, OutboxRow row, Instant at) {
        move(ledger, row, new CaseEvent.Sent(), at);
        tell(ledger, row, Happening.ofNode(at, SENT, "to " + row.peer()));
    }

    @Override
    public void receipted(T ledger, OutboxRow row, Leaf leaf, Receipt receipt, Instant at) {
        ledger.messages().receipted(row.network(), row.id(), receipt);
        Instant receivedAt = Instants.of(leaf.getReceivedAt());
        String proof = "%s recorded it at %s, leaf %d of %d, proved"
                .formatted(
                        row.peer(),
                        Timestamps.toString(leaf.getReceivedAt()),
                        receipt.getLeafIndex(),
                        receipt.getTreeSize());
        if (leaf.getDecision() == Decision.ACCEPTED) {
            ledger.requests()
                    .find(row.id())
                    .ifPresent(request -> Books.replace(
                            ledger.requests(), request.with(request.clocks().received(receivedAt))));
            move(ledger, row, new CaseEvent.Receipted(), at);
            holds(ledger, row, at);
            tell(ledger, row, Happening.ofNode(at, RECEIPTED, proof));
        } else {
            move(
                    ledger,
                    row,
                    leaf.getDecision() == Decision.EXPIRED
                            ? new CaseEvent.ExpiredByReceipt()
                            : new CaseEvent.RefusedByReceipt(),
                    at);
            tell(ledger, row, Happening.ofNode(at, REFUSED_BY_RECEIPT, "%s: %s".formatted(leaf.getDecision(), proof)));
        }
    }

    @Override
    public void undeliverable(T ledger, OutboxRow row, Instant at) {
        move(ledger, row, new CaseEvent.DeliveryTimeOver(), at);
        tell(
                ledger,
                row,
                Happening.ofNode(at, UNDELIVERABLE, "expired before a link to " + row.peer() + " could be had"));
    }

    @Override
    public void outcomeUnknown(T ledger, OutboxRow row, Instant at) {
        move(ledger, row, new CaseEvent.DeliveryTimeOver(), at);
        tell(ledger, row, Happening.ofNode(at, OUTCOME_UNKNOWN, "expired without a receipt; the attempts go on"));
    }

    /** Moves the request that the message is; an answer moves nothing of its own by travelling. */
    private void move(T ledger, OutboxRow row, CaseEvent event, Instant at) {
        ledger.requests().find(row.id()).ifPresent(request -> step(ledger, request, event, at));
    }

    private void step(T ledger, RequestRecord request, CaseEvent event, Instant at) {
        switch (RequestLife.step(request.state(), request.side(), event)) {
            case RequestLife.Moved(var state) -> progress.to(ledger, request.in(state), at);
            case RequestLife.Rejected _ -> {} // the peer's own messages, which overtook, have told us more already
        }
    }

    /** What the requesting State says holds once the requested node has accepted it: when messages cross, that node's order wins. */
    private void holds(T ledger, OutboxRow row, Instant at) {
        Optional<String> kind = ledger.messages().kind(row.network(), row.id());
        Optional<RequestRecord> asked =
                about(ledger, row).filter(request -> request.side() == Side.REQUESTING && kind.isPresent());
        if (asked.isEmpty()) {
            return;
        }
        RequestRecord request = asked.get();
        if (request.id().equals(row.id())) {
            if (request.kind().equals(Kinds.MLA_FOLLOW_UP)) {
                progress.lodged(ledger, request, at);
            }
            return;
        }
        KindRule.Effect effect = Kinds.rule(kind.get()).getEffect();
        RequestRecord changed = Answers.accepted(request, effect);
        if (!changed.equals(request)) {
            progress.to(ledger, changed, at);
            accepted(ledger, request, row, effect == KindRule.Effect.WITHDRAWS ? WITHDRAWN : REPLIED, at);
        }
    }

    private static void accepted(
            CaseLedger ledger, RequestRecord request, OutboxRow row, Happening.What what, Instant at) {
        ledger.requests()
                .happened(
                        request.id(),
                        Happening.ofNode(at, what, row.peer() + " has accepted it")
                                .of(row.id()));
    }

    private static void tell(CaseLedger ledger, OutboxRow row, Happening happening) {
        about(ledger, row).ifPresent(request -> ledger.requests().happened(request.id(), happening.of(row.id())));
    }

    /** The request that the message is, or that it answers. */
    private static Optional<RequestRecord> about(CaseLedger ledger, OutboxRow row) {
        return ledger.requests()
                .find(row.id())
                .or(() -> row.caseRef().flatMap(caseRef -> ledger.requests().find(row.network(), caseRef, row.peer())));
    }
}
