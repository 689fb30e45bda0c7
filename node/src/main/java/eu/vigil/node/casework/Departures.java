package eu.vigil.node.casework;

import static eu.vigil.node.casework.Happening.What.ACCEPTED;
import static eu.vigil.node.casework.Happening.What.OUTCOME_UNKNOWN;
import static eu.vigil.node.casework.Happening.What.RECEIPTED;
import static eu.vigil.node.casework.Happening.What.REFUSED_BY_RECEIPT;
import static eu.vigil.node.casework.Happening.What.REPLIED;
import static eu.vigil.node.casework.Happening.What.SEALED;
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
import eu.vigil.protocol.casework.RequestState;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a departing message does to its case: from acceptance to the end of its wait, each inside the transaction that records it.
 *
 * @param <T> the ledger
 */
public final class Departures<T extends CaseLedger> implements DispatchEffects<T> {
    /** By how much a peer's time may differ from ours (security.md section 4). */
    private static final Duration CLOCKS_APART_MAX = Duration.ofSeconds(60);

    private final CaseAlarm<? super T> alarm;
    private final Progress<T> progress;

    /** Incidents are opened, and those that a receipt or an end of the wait makes moot are ended, through {@code alarm}. */
    public Departures(CaseAlarm<? super T> alarm) {
        this.alarm = alarm;
        this.progress = new Progress<>(alarm);
    }

    /** What becomes of a request of ours, and of a draft, by its release. */
    public static RequestLife.Step released(RequestState state) {
        return switch (RequestLife.step(state, Side.REQUESTING, new CaseEvent.Approved())) {
            case RequestLife.Moved(var approved) -> RequestLife.step(approved, Side.REQUESTING, new CaseEvent.Queued());
            case RequestLife.Rejected rejected -> rejected;
        };
    }

    /**
     * Records that the message is accepted: its SENT leaf, the message itself and its place in the outbox; a request that it is, is
     * {@link #released}.
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
        Optional<RequestRecord> request = ledger.requests().find(id);
        // By the node's clock, and not the journal's: that stands still for as long as a clock was set back.
        Instant accepted = Instants.of(header.getCreatedAt());
        request.map(found -> queued(found).with(found.clocks().accepted(accepted)))
                .ifPresent(known -> {
                    if (!mayBeAttempted || !step(ledger, known, new CaseEvent.Sent(), at)) {
                        Books.replace(ledger.requests(), known);
                    }
                });
        Optional<RequestRecord> about = request.or(() -> answered(ledger, row));
        tell(ledger, about, row, Happening.ofNode(at, ACCEPTED, Kinds.of(sealed.message()) + " is durable here"));
        if (mayBeAttempted) {
            tell(ledger, about, row, sent(row, at));
        }
        return row;
    }

    private static RequestRecord queued(RequestRecord request) {
        return switch (released(request.state())) {
            case RequestLife.Moved(var state) -> request.in(state);
            case RequestLife.Rejected(var why) ->
                throw new IllegalStateException("request %s was never checked: %s".formatted(request.id(), why));
        };
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
        tell(ledger, row, sent(row, at));
    }

    @Override
    public void sealedAgain(T ledger, OutboxRow row, Instant at) {
        tell(ledger, row, Happening.ofNode(at, SEALED, "again: %s has another key".formatted(row.peer())));
    }

    private static Happening sent(OutboxRow row, Instant at) {
        return Happening.ofNode(at, SENT, "to " + row.peer());
    }

    @Override
    public void receipted(T ledger, OutboxRow row, Leaf leaf, Receipt receipt, Instant at) {
        ledger.messages().receipted(row.network(), row.id(), receipt);
        Instant receivedAt = Instants.of(leaf.getReceivedAt());
        // It cannot have been recorded before we had it, nor after now.
        if (receivedAt.isBefore(row.acceptedAt().minus(CLOCKS_APART_MAX))
                || receivedAt.isAfter(at.plus(CLOCKS_APART_MAX))) {
            alarm.clocksDiffer(ledger, row.network(), row.peer(), at);
        }
        String proof = "%s recorded it at %s, leaf %d of %d, proved"
                .formatted(
                        row.peer(),
                        Timestamps.toString(leaf.getReceivedAt()),
                        receipt.getLeafIndex(),
                        receipt.getTreeSize());
        if (leaf.getDecision() == Decision.ACCEPTED) {
            Optional<RequestRecord> request = ledger.requests().find(row.id());
            request.map(found -> found.with(found.clocks().received(receivedAt)))
                    .ifPresentOrElse(
                            received -> requestReceipted(ledger, received, at), () -> answerReceipted(ledger, row, at));
            tell(ledger, request.or(() -> answered(ledger, row)), row, Happening.ofNode(at, RECEIPTED, proof));
        } else {
            move(
                    ledger,
                    row,
                    leaf.getDecision() == Decision.EXPIRED
                            ? new CaseEvent.ExpiredByReceipt()
                            : new CaseEvent.RefusedByReceipt(),
                    at);
            tell(ledger, row, Happening.ofNode(at, REFUSED_BY_RECEIPT, "%s: %s".formatted(leaf.getDecision(), proof)));
            // What the books there no longer wanted has crossed something that people there know of.
            if (leaf.getDecision() != Decision.CASE_STATE) {
                about(ledger, row).ifPresent(request -> alarm.notTaken(ledger, request, row.id(), at));
            }
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

    @Override
    public void logForked(T ledger, PairLogId log, Instant at) {
        alarm.logDisagrees(ledger, log.network(), log.peer(), at);
    }

    /** Moves the request that the message is; an answer moves nothing of its own by travelling. */
    private void move(T ledger, OutboxRow row, CaseEvent event, Instant at) {
        Optional<RequestRecord> request = ledger.requests().find(row.id());
        request.ifPresent(found -> step(ledger, found, event, at));
    }

    /** Enters the request in its next state; false, and nothing is entered, if it stands further already. */
    private boolean step(T ledger, RequestRecord request, CaseEvent event, Instant at) {
        return switch (RequestLife.step(request.state(), request.side(), event)) {
            case RequestLife.Moved(var state) -> {
                progress.to(ledger, request.in(state), at);
                yield true;
            }
            case RequestLife.Rejected _ -> false; // the peer's own messages, which overtook, have told us more already
        };
    }

    private void requestReceipted(T ledger, RequestRecord request, Instant at) {
        if (!step(ledger, request, new CaseEvent.Receipted(), at)) {
            Books.replace(ledger.requests(), request);
        }
        if (request.kind().equals(Kinds.MLA_FOLLOW_UP)) {
            progress.lodged(ledger, request, at);
        }
    }

    /** What the requesting State says holds once the requested node has accepted it: when messages cross, that node's order wins. */
    private void answerReceipted(T ledger, OutboxRow row, Instant at) {
        Optional<RequestRecord> asked = answered(ledger, row).filter(request -> request.side() == Side.REQUESTING);
        Optional<String> kind = ledger.messages().kind(row.network(), row.id());
        if (asked.isEmpty() || kind.isEmpty()) {
            return;
        }
        RequestRecord request = asked.get();
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
        tell(ledger, about(ledger, row), row, happening);
    }

    private static void tell(CaseLedger ledger, Optional<RequestRecord> about, OutboxRow row, Happening happening) {
        about.ifPresent(request -> ledger.requests().happened(request.id(), happening.of(row.id())));
    }

    /** The request that the message is, or that it answers. */
    private static Optional<RequestRecord> about(CaseLedger ledger, OutboxRow row) {
        return ledger.requests().find(row.id()).or(() -> answered(ledger, row));
    }

    private static Optional<RequestRecord> answered(CaseLedger ledger, OutboxRow row) {
        return row.caseRef().flatMap(caseRef -> ledger.requests().find(row.network(), caseRef, row.peer()));
    }
}
