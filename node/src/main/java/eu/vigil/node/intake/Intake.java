package eu.vigil.node.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.CaseLedger;
import eu.vigil.node.casework.Instants;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.Messages;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.journal.Receipts;
import eu.vigil.node.journal.Unit;
import eu.vigil.node.link.Answer;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Opening;
import eu.vigil.pki.seal.Verified;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What arrives is opened, checked, made durable with its decision, and only then receipted. A refusal is recorded and receipted like an
 * acceptance; what the peer is told never says more than a proven sender may hear.
 *
 * @param <T> the ledger
 */
public final class Intake<T extends CaseLedger> {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int LEAF_BYTES = 256;

    private final ParticipantId self;
    private final Function<NetworkId, Optional<DirectoryView>> directories;
    private final Opener opener;
    private final Policy policy;
    private final Rules rules;
    private final Arrivals<T> arrivals;
    private final Journal<T> journal;
    private final Threads urgent;
    private final Threads unhurried;
    private final Consumer<Message> listener;
    private final InstantSource clock;
    private final IntakeLimits limits;
    private final UnopenedQuota quota;
    private final Supplier<Scarcity> stock;

    /**
     * Wires it.
     *
     * @param directories the directory in force in a network; empty for a network that this node is not in
     * @param urgent opens urgent messages and computes their receipts, off the event loops and the journal's thread
     * @param unhurried the same for all others, behind everything else that the node does
     * @param listener told once of each message that was accepted, after its receipt; must not block
     * @param stock what this node is short of
     */
    public Intake(
            ParticipantId self,
            Function<NetworkId, Optional<DirectoryView>> directories,
            Opener opener,
            Policy policy,
            Rules rules,
            Arrivals<T> arrivals,
            Journal<T> journal,
            Executor urgent,
            Executor unhurried,
            Consumer<Message> listener,
            InstantSource clock,
            IntakeLimits limits,
            Supplier<Scarcity> stock) {
        this.self = self;
        this.directories = directories;
        this.opener = opener;
        this.policy = policy;
        this.rules = rules;
        this.arrivals = arrivals;
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
        this.limits = limits;
        this.quota = new UnopenedQuota(limits.unopenedPerMinute());
        this.stock = stock;
        this.urgent = Threads.of(urgent, limits.openedUrgent(), limits);
        this.unhurried = Threads.of(unhurried, limits.opened(), limits);
    }

    /** What is urgent has threads of its own: a flood of the rest keeps neither them nor a place in the line from it. */
    private record Threads(Executor executor, FairLine<PairLogId> line) {
        static Threads of(Executor executor, int atOnce, IntakeLimits limits) {
            return new Threads(executor, new FairLine<>(executor, atOnce, limits.underWay(), limits.waitingBytes()));
        }
    }

    private Threads threads(Deliver deliver) {
        return priority(deliver) == Priority.URGENT ? urgent : unhurried;
    }

    private static Priority priority(Deliver deliver) {
        return Priority.of(deliver.getLane(), Priority.TRAFFIC);
    }

    /** One delivery on its way to its answer. */
    private record Arrival(ParticipantId peer, DirectoryView directory, Deliver deliver, Consumer<Answer> reply) {
        Envelope envelope() {
            return deliver.getEnvelope();
        }

        PairLogId log() {
            return new PairLogId(directory.network(), peer);
        }

        Arrival answeredBy(Consumer<Answer> other) {
            return new Arrival(peer, directory, deliver, other);
        }
    }

    /** What a unit wrote: a leaf of its own batch, or nothing, because the same message was recorded before. */
    private sealed interface Recorded {
        record Now(LeafPosition position, Decision decision, Optional<Message> taken) implements Recorded {
            Now(LeafPosition position, Decision decision) {
                this(position, decision, Optional.empty());
            }
        }

        record Before(Receipt receipt) implements Recorded {}

        /** Nothing of it is, for want of disk. */
        record NoRoom() implements Recorded {}
    }

    /** Takes a delivery; {@code reply} is called once, from another thread. Called on an event loop: does not block. */
    public void delivered(ParticipantId peer, NetworkId network, Deliver deliver, Consumer<Answer> reply) {
        Optional<DirectoryView> directory = directories.apply(network);
        if (directory.isEmpty()) {
            throw new IllegalStateException("a link of network %s, in which this node is not".formatted(network));
        }
        Arrival arrival = new Arrival(peer, directory.get(), deliver, reply);
        Gate gate = Gate.check(
                deliver.getEnvelope(), peer, network, self, arrival.directory().version());
        Optional<Busy.Reason> scarce = stock.get().refusal(deliver.getLane());
        if (scarce.isPresent()) {
            notNow(arrival, scarce.get());
            return;
        }
        switch (gate) {
            case Gate.Pass() -> queue(arrival);
            case Gate.Refuse(var detail) -> unopened(arrival, detail);
            case Gate.NotNow(var reason) -> notNow(arrival, reason);
        }
    }

    private void queue(Arrival arrival) {
        FairLine<PairLogId> line = threads(arrival.deliver()).line();
        Arrival queued = arrival.answeredBy(answer -> {
            try {
                arrival.reply().accept(answer);
            } finally {
                line.left();
            }
        });
        int bytes = arrival.envelope().getSealed().size();
        if (!line.enter(arrival.log(), arrival.deliver().getLane(), bytes, () -> begin(queued))) {
            notNow(arrival, Busy.Reason.JOURNAL_FULL);
        }
    }

    /** The one place where a defect in opening is caught: it must not keep its place in the line for ever. */
    private void begin(Arrival arrival) {
        try {
            open(arrival);
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.atError().setCause(defect).addKeyValue("peer", arrival.peer()).log("a defect in opening a delivery");
            notNow(arrival, Busy.Reason.JOURNAL_FULL);
        }
    }

    private void open(Arrival arrival) {
        Instant now = clock.instant();
        byte[] sealed = arrival.envelope().getSealed().toByteArray();
        switch (opener.open(sealed, new SenderOf(arrival.peer(), arrival.directory(), now), now)) {
            case Opening.Opened(Verified verified) -> inspect(arrival, verified, Optional.empty(), now);
            case Opening.Refused refused ->
                refused.verified()
                        .ifPresentOrElse(
                                verified -> inspect(arrival, verified, Optional.of(refused), now),
                                () -> unopened(arrival, refused.reason().text() + ": " + refused.detail()));
        }
    }

    private void inspect(Arrival arrival, Verified verified, Optional<Opening.Refused> late, Instant now) {
        Inspection inspection = Inspection.of(verified, arrival.deliver(), arrival.directory(), policy, rules, now);
        ByteString digest = ByteString.copyFrom(verified.digest());
        switch (inspection) {
            case Inspection.Fit(Message message) -> {
                Decision first = late.isPresent() ? Decision.SIGNING_TIME : Decision.ACCEPTED;
                submit(
                        arrival,
                        bound(arrival, verified, message, first),
                        late.map(Opening.Refused::detail).orElse(""));
            }
            case Inspection.Unfit(var decision, var bound, var detail) ->
                bound.ifPresentOrElse(
                        message -> submit(
                                arrival,
                                bound(arrival, verified, message, late.isPresent() ? Decision.SIGNING_TIME : decision),
                                detail),
                        () -> unclaimed(arrival, Leaf.Type.RECEIVED, digest, decision, detail));
        }
    }

    /** A message that claims its id: known, or decided now. */
    private Unit<T, Recorded> bound(Arrival arrival, Verified verified, Message message, Decision first) {
        ByteString digest = ByteString.copyFrom(verified.digest());
        NetworkId network = arrival.directory().network();
        MessageId id = MessageId.of(message.getHeader().getMessageId());
        boolean hasRoom = message.hasAcknowledgement() || !stock.get().recordsOnlyAcknowledgements();
        return (ledger, at) -> {
            Optional<Messages.Claim> claim = ledger.messages().claim(network, arrival.peer(), id);
            if (claim.isPresent() && claim.get().digest().equals(digest)) {
                LeafPosition position = claim.get().position();
                return ledger.pairLogs()
                        .receipt(position)
                        .<Recorded>map(Recorded.Before::new)
                        .orElseGet(() -> new Recorded.Now(position, first));
            }
            if (!hasRoom) {
                return new Recorded.NoRoom();
            }
            Decision decision = claim.isPresent()
                    ? Decision.ID_REUSED
                    : first == Decision.ACCEPTED ? arrivals.apply(ledger, message, at) : first;
            LeafPosition position =
                    ledger.pairLogs().append(arrival.log(), leaf(arrival, Leaf.Type.RECEIVED, digest, decision, at));
            if (claim.isEmpty()) {
                ledger.messages()
                        .insert(new StoredMessage(
                                network,
                                arrival.peer(),
                                self,
                                id,
                                Optional.of(message.getHeader().getCaseRef())
                                        .filter(text -> !text.isEmpty())
                                        .map(CaseRef::new),
                                Kinds.of(message),
                                at,
                                decision,
                                position,
                                digest,
                                UnsafeByteOperations.unsafeWrap(verified.signedData())));
            }
            return new Recorded.Now(
                    position, decision, Optional.of(message).filter(_ -> decision == Decision.ACCEPTED));
        };
    }

    private void unopened(Arrival arrival, String detail) {
        unclaimed(arrival, Leaf.Type.UNOPENED, Sha256.of(arrival.envelope().getSealed()), Decision.UNREADABLE, detail);
    }

    /** Garbage claims no id and must not fill the log: recorded by hash, so many a minute, the rest not at all. */
    private void unclaimed(Arrival arrival, Leaf.Type type, ByteString digest, Decision decision, String detail) {
        if (stock.get().recordsOnlyAcknowledgements()) {
            notNow(arrival, Busy.Reason.DISK_LOW);
            return;
        }
        if (!quota.take(arrival.peer(), clock.instant())) {
            LOG.atWarn()
                    .addKeyValue("peer", arrival.peer())
                    .addKeyValue("detail", detail)
                    .log("too many envelopes that do not open; not recorded");
            notNow(arrival, Busy.Reason.JOURNAL_FULL);
            return;
        }
        submit(
                arrival,
                (ledger, at) -> new Recorded.Now(
                        ledger.pairLogs().append(arrival.log(), leaf(arrival, type, digest, decision, at)), decision),
                detail);
    }

    private static Leaf leaf(Arrival arrival, Leaf.Type type, ByteString digest, Decision decision, Instant at) {
        return Leaf.newBuilder()
                .setType(type)
                .setReceivedAt(Instants.timestamp(at))
                .setMessageId(arrival.envelope().getMessageId())
                .setPeer(arrival.peer().value())
                .setDigest(digest)
                .setDecision(decision)
                .setDirectoryVersion(arrival.directory().version())
                .build();
    }

    private void submit(Arrival arrival, Unit<T, Recorded> unit, String detail) {
        int bytes = LEAF_BYTES + arrival.envelope().getSealed().size();
        journal.submit(unit, priority(arrival.deliver()), bytes)
                .thenAcceptAsync(
                        outcome -> answer(arrival, outcome, detail),
                        threads(arrival.deliver()).executor());
    }

    private void answer(Arrival arrival, Outcome<Recorded> outcome, String detail) {
        switch (outcome) {
            case Outcome.Committed<Recorded>(Recorded.Now(var position, var decision, var taken), var receipts) -> {
                tell(arrival, decision, detail);
                receipt(arrival, receipts, position)
                        .ifPresentOrElse(
                                receipt -> arrival.reply().accept(new Answer.Receipted(receipt)),
                                () -> notNow(arrival, Busy.Reason.JOURNAL_FULL));
                taken.ifPresent(listener);
            }
            case Outcome.Committed<Recorded>(Recorded.Before(var receipt), var _) ->
                arrival.reply().accept(new Answer.Receipted(receipt));
            case Outcome.Committed<Recorded>(Recorded.NoRoom(), var _) -> notNow(arrival, Busy.Reason.DISK_LOW);
            case Outcome.NotTaken<Recorded>(boolean stopping) ->
                notNow(arrival, stopping ? Busy.Reason.STOPPING : Busy.Reason.JOURNAL_FULL);
            case Outcome.Failed<Recorded>(Throwable cause) -> {
                LOG.atError()
                        .setCause(cause)
                        .addKeyValue("peer", arrival.peer())
                        .log("a delivery could not be recorded");
                notNow(arrival, Busy.Reason.JOURNAL_FULL);
            }
            case Outcome.Unknown<Recorded>() -> {} // the node is ending; the peer hears nothing and sends again
        }
    }

    /** Empty after a defect: the sender must not wait for as long as its link lives, but send again and hear the same. */
    private static Optional<Receipt> receipt(Arrival arrival, Receipts receipts, LeafPosition position) {
        try {
            return Optional.of(receipts.of(position));
        } catch (RuntimeException defect) {
            LOG.atError().setCause(defect).addKeyValue("peer", arrival.peer()).log("a defect in making a receipt");
            return Optional.empty();
        }
    }

    private static void tell(Arrival arrival, Decision decision, String detail) {
        var line = decision == Decision.ACCEPTED ? LOG.atInfo() : LOG.atWarn();
        line.addKeyValue("peer", arrival.peer())
                .addKeyValue("network", arrival.directory().network())
                .addKeyValue("id", MessageIdText.of(arrival.envelope().getMessageId()))
                .addKeyValue("decision", decision)
                .addKeyValue("detail", detail)
                .log("message received");
    }

    private void notNow(Arrival arrival, Busy.Reason reason) {
        arrival.reply()
                .accept(new Answer.NotNow(Busy.newBuilder()
                        .setMessageId(arrival.envelope().getMessageId())
                        .setReason(reason)
                        .setRetryAfter(com.google.protobuf.Duration.newBuilder()
                                .setSeconds(limits.retryAfter().toSeconds()))
                        .build()));
    }
}
