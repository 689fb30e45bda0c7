package eu.vigil.node.dispatch;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerQueue.Action;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.link.DialledLink;
import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkClosed;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.log.LogOrigin;
import eu.vigil.pki.log.ReceiptCheck;
import eu.vigil.pki.log.ReceiptsOfLog;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one peer: carries out what its {@link PeerQueue} decides. Every method runs on the dispatcher's lane.
 *
 * @param <T> the ledger
 */
final class PeerLine<T extends DispatchLedger> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLine.class);
    private static final int AT_HAND_BYTES_MAX = 8 * 1024 * 1024;

    /** After a store that could not be read. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private static final int EPOCH = 1;

    private final PeerId peer;
    private final Dispatch.Parts<T> parts;
    private final Consumer<PeerStanding> standing;
    private final PeerQueue queue;
    private final Witness<T> witness;
    private final ReceiptsOfLog receipts;
    private final DurableSteps<T> steps;
    private final EnvelopesAtHand atHand = new EnvelopesAtHand(AT_HAND_BYTES_MAX);
    /** What the peer had when something last left. */
    private @Nullable RecipientKey lastKey;

    private final EnvelopeReads<T> envelopes;
    private @Nullable DialledLink link;
    private Optional<Instant> lastReceiptAt = Optional.empty();
    private Optional<Instant> alarm = Optional.empty();
    private PeerStanding.Line shown = PeerStanding.Line.WAITING;
    private Instant since;
    private Optional<Duration> clockAhead = Optional.empty();
    private String trouble = "";
    private boolean stopped;

    PeerLine(PeerId peer, Dispatch.Parts<T> parts, Consumer<PeerStanding> standing) {
        this.peer = peer;
        this.parts = parts;
        this.standing = standing;
        this.since = now();
        this.queue = new PeerQueue(parts.backoff(), parts.random(), now());
        this.steps = new DurableSteps<>(parts, this::defect);
        this.envelopes = new EnvelopeReads<>(parts.reads(), parts.lane());
        this.receipts =
                new ReceiptsOfLog(new LogOrigin(new Named(peer.participant(), peer.network()), parts.self(), EPOCH));
        this.witness = new Witness<>(new PairLogId(peer.network(), peer.participant()), parts);
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private Optional<Entry> entry() {
        return parts.directories().apply(peer.network()).flatMap(directory -> directory.entry(peer.participant()));
    }

    void tick() {
        carryOut(queue.tick(now()));
    }

    void waits(OutboxRow row) {
        carryOut(queue.accepted(row, now()));
    }

    void accepted(OutboxRow row, Envelope envelope) {
        atHand.keep(row.id(), envelope);
        waits(row);
    }

    void heard() {
        carryOut(queue.peerHeard(now()));
    }

    void stop() {
        stopped = true;
        if (link != null) {
            link.close(Bye.Reason.STOPPING);
        }
    }

    private void carryOut(List<Action> actions) {
        try {
            actions.forEach(this::carryOut);
        } finally {
            show();
            setAlarm();
        }
    }

    private void carryOut(Action action) {
        switch (action) {
            case Action.Dial() -> dial();
            case Action.Mark(var row) ->
                steps.write(
                        row,
                        (ledger, at) -> {
                            boolean waits = ledger.outbox().attempted(row.network(), row.id());
                            if (waits) {
                                parts.effects().attempted(ledger, row, at);
                            }
                            return waits;
                        },
                        waits -> carryOut(waits ? queue.marked(row.id(), now()) : queue.withdrawn(row.id(), now())));
            case Action.Send(var row) -> send(row);
            case Action.Undeliverable(var row) ->
                steps.write(
                        row,
                        (ledger, at) -> {
                            if (ledger.outbox().end(row.network(), row.id(), at)) {
                                parts.effects().undeliverable(ledger, row, at);
                            }
                            return true;
                        },
                        _ -> atHand.forget(row.id()));
            case Action.OutcomeUnknown(var row) ->
                steps.write(
                        row,
                        (ledger, at) -> {
                            // its receipt may have been recorded meanwhile
                            if (ledger.outbox().attempted(row.network(), row.id())) {
                                parts.effects().outcomeUnknown(ledger, row, at);
                            }
                            return true;
                        },
                        _ -> {});
        }
    }

    /** What cannot happen has: the log says so, and on the next link all that has no receipt begins anew. */
    private void defect(Throwable thrown) {
        LOG.atError().setCause(thrown).addKeyValue("peer", peer).log("a defect on the way to a peer");
        if (link != null) {
            link.close(Bye.Reason.INTERNAL);
        }
    }

    private void dial() {
        if (stopped) {
            return;
        }
        shown = PeerStanding.Line.DIALLING;
        parts.dialler().dial(peer.network(), peer.participant(), new Events());
    }

    private void send(OutboxRow row) {
        DialledLink over = link;
        entry().map(Entry::recipient).ifPresent(this::goBy);
        Envelope envelope = atHand.get(row.id());
        if (envelope != null) {
            deliver(over, row, envelope);
            return;
        }
        envelopes.read(row, found -> sendIfItOpens(over, row, found), () -> {
            if (over != null && over.equals(link)) {
                carryOut(queue.notSent(row.id(), TRY_AGAIN, now()));
            }
        });
    }

    /**
     * What is at hand was sealed a moment ago, for the key of that time: to look at each of them would cost more than it finds. One that
     * slips through comes back as not opened.
     */
    private void goBy(RecipientKey key) {
        if (lastKey != null && !lastKey.equals(key)) {
            atHand.forgetAll();
        }
        lastKey = key;
    }

    private void sendIfItOpens(@Nullable DialledLink over, OutboxRow row, Envelope envelope) {
        otherKey(row, envelope)
                .ifPresentOrElse(key -> sealAgain(over, row, envelope, key), () -> deliver(over, row, envelope));
    }

    /** The peer's key, if this is not sealed for it. What belongs to no case is soon worth nothing, and is not sealed again. */
    private Optional<RecipientKey> otherKey(OutboxRow row, Envelope envelope) {
        return entry().map(Entry::recipient)
                .filter(key -> row.caseRef().isPresent() && !parts.resealing().isFor(key, envelope));
    }

    private void sealAgain(@Nullable DialledLink over, OutboxRow row, Envelope envelope, RecipientKey key) {
        steps.write(
                row,
                (ledger, at) -> {
                    if (!ledger.outbox().attempted(row.network(), row.id())) {
                        return Optional.<Envelope>empty(); // its receipt was recorded meanwhile
                    }
                    ByteString signedData =
                            ledger.outbox().signedData(row.network(), row.id()).orElseThrow();
                    Envelope again = parts.resealing().again(envelope, signedData, key, at);
                    ledger.outbox().sealedAgain(row, again);
                    parts.effects().sealedAgain(ledger, row, at);
                    return Optional.of(again);
                },
                made -> made.ifPresent(again -> {
                    LOG.atInfo()
                            .addKeyValue("peer", peer)
                            .addKeyValue("id", row.id())
                            .log("sealed again: the peer has another key");
                    deliver(over, row, again);
                }));
    }

    /** If the link has changed meanwhile, the queue has heard of it and sends again by itself. */
    private void deliver(@Nullable DialledLink over, OutboxRow row, Envelope envelope) {
        if (over != null && over.equals(link)) {
            over.deliver(Deliver.newBuilder()
                    .setLane(row.lane())
                    .setEnvelope(envelope)
                    .build());
        }
    }

    private void receipted(DialledLink over, Receipt receipt) {
        Optional<OutboxRow> sent = MessageId.read(receipt.getMessageId()).flatMap(queue::unreceipted);
        if (sent.isEmpty() || !over.equals(link)) {
            return; // answered already, on a link before this one
        }
        OutboxRow row = sent.get();
        switch (receipts.verify(receipt, entry().map(Entry::logKeys).orElse(List.of()))) {
            case ReceiptCheck.Result.Rejected(var why) -> distrust(over, row, why);
            case ReceiptCheck.Result.Proven(var leaf, var head, var note) ->
                fits(over, row, receipt, leaf, () -> witness.shown(over, head, note));
        }
    }

    private void fits(DialledLink over, OutboxRow row, Receipt receipt, Leaf leaf, Runnable proved) {
        Envelope envelope = atHand.get(row.id());
        if (envelope == null && leaf.getType() == Leaf.Type.UNOPENED) {
            // Sent again, it is answered again.
            envelopes.read(
                    row,
                    kept -> record(over, row, receipt, leaf, kept, proved),
                    () -> carryOut(queue.busy(row.id(), TRY_AGAIN, now())));
        } else {
            record(over, row, receipt, leaf, envelope == null ? Envelope.getDefaultInstance() : envelope, proved);
        }
    }

    private void record(
            DialledLink over, OutboxRow row, Receipt receipt, Leaf leaf, Envelope envelope, Runnable proved) {
        Optional<String> fault = ReceiptRules.fault(leaf, row, envelope);
        if (fault.isPresent()) {
            distrust(over, row, fault.get());
            return;
        }
        if (leaf.getType() == Leaf.Type.UNOPENED && otherKey(row, envelope).isPresent()) {
            atHand.forget(row.id());
            carryOut(queue.busy(row.id(), Duration.ZERO, now())); // it may open the next one
            proved.run();
            return;
        }
        steps.write(
                row,
                (ledger, at) -> {
                    if (ledger.outbox().end(row.network(), row.id(), at)) {
                        parts.effects().receipted(ledger, row, leaf, receipt, at);
                    }
                    return true;
                },
                _ -> {
                    atHand.forget(row.id());
                    lastReceiptAt = Optional.of(now());
                    parts.watch().proved(peer);
                    LOG.atInfo()
                            .addKeyValue("peer", peer)
                            .addKeyValue("id", row.id())
                            .addKeyValue("decision", leaf.getDecision())
                            .log("message receipted");
                    carryOut(queue.receipted(row.id(), now()));
                    proved.run();
                });
    }

    /** A receipt that proves nothing is worth nothing: the message stays unreceipted, and the operator hears why. */
    private void distrust(DialledLink over, OutboxRow row, String why) {
        LOG.atError()
                .addKeyValue("peer", peer)
                .addKeyValue("id", row.id())
                .addKeyValue("why", why)
                .log("receipt rejected");
        trouble = "a receipt was rejected: " + why;
        parts.watch().rejected(peer);
        over.close(Bye.Reason.PROTOCOL_ERROR);
    }

    private void setAlarm() {
        Optional<Instant> wake = queue.wakeAt();
        if (wake.isPresent() && (alarm.isEmpty() || wake.get().isBefore(alarm.get()))) {
            alarm = wake;
            Duration delay = Duration.between(now(), wake.get());
            parts.alarms().after(delay.isNegative() ? Duration.ZERO : delay, () -> {
                if (alarm.equals(wake)) { // else an earlier one was set meanwhile, and has set its successor
                    alarm = Optional.empty();
                    tick();
                }
            });
        }
    }

    /** The Welcome has crossed the network meanwhile: what that took counts as being behind. */
    private Optional<Duration> ahead(Hello welcome) {
        return welcome.hasNow()
                ? Optional.of(Duration.between(
                        now(),
                        Instant.ofEpochSecond(
                                welcome.getNow().getSeconds(), welcome.getNow().getNanos())))
                : Optional.empty();
    }

    private void show() {
        standing.accept(new PeerStanding(shown, Optional.of(since), queue.depth(), lastReceiptAt, clockAhead, trouble));
    }

    /** One link's life, each call hopped onto the lane. */
    private final class Events implements DialledLinkEvents {
        private @Nullable DialledLink mine;

        @Override
        public void opened(DialledLink opened, Hello welcome, LaneCredits credit) {
            parts.lane().execute(() -> {
                mine = opened;
                link = opened;
                shown = PeerStanding.Line.OPEN;
                since = now();
                clockAhead = ahead(welcome);
                trouble = "";
                LOG.atInfo()
                        .addKeyValue("peer", peer)
                        .addKeyValue("security", opened.security())
                        .log("link open");
                carryOut(queue.linkOpened(credit, now()));
                witness.linkOpened(opened);
                if (stopped) {
                    opened.close(Bye.Reason.STOPPING);
                }
            });
        }

        @Override
        public void creditGranted(Lane lane, int more) {
            parts.lane().execute(() -> {
                if (mine != null && mine.equals(link)) {
                    carryOut(queue.creditGranted(lane, more, now()));
                }
            });
        }

        @Override
        public void receipted(Receipt receipt) {
            parts.lane().execute(() -> {
                if (mine != null) {
                    PeerLine.this.receipted(mine, receipt);
                }
            });
        }

        @Override
        public void busy(Busy busy) {
            Duration after = Duration.ofSeconds(
                    busy.getRetryAfter().getSeconds(), busy.getRetryAfter().getNanos());
            parts.lane().execute(() -> {
                LOG.atWarn()
                        .addKeyValue("peer", peer)
                        .addKeyValue("reason", busy.getReason())
                        .log("peer is busy");
                MessageId.read(busy.getMessageId()).ifPresent(id -> carryOut(queue.busy(id, after, now())));
            });
        }

        @Override
        public void consistencyProved(ConsistencyProof proof) {
            parts.lane().execute(() -> {
                if (mine != null) {
                    witness.proved(mine, proof);
                }
            });
        }

        @Override
        public void closed(LinkClosed why) {
            parts.lane().execute(() -> {
                if (mine == null && why.reason() != Bye.Reason.STOPPING) {
                    parts.watch().notReached(peer);
                }
                if (link != null) {
                    since = now();
                }
                link = null;
                envelopes.forget();
                shown = PeerStanding.Line.WAITING;
                trouble = trouble.isEmpty() ? why.text() : trouble;
                LOG.atInfo()
                        .addKeyValue("peer", peer)
                        .addKeyValue("reason", why.reason())
                        .addKeyValue("why", why.text())
                        .log("link closed");
                carryOut(queue.linkClosed(now()));
            });
        }
    }
}
