package eu.vigil.node.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.desk.Neighbours;
import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.PairLogs;
import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.journal.Receipts;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.link.DialledLink;
import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkClosed;
import eu.vigil.node.link.LinkSecurity;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.certificate.Issuer;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Opening;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.SenderCheck;
import eu.vigil.pki.seal.Signed;
import eu.vigil.pki.seal.Verified;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every message that was accepted ends as receipted or as expired, and each end is recorded, also where a step on the way fails. One
 * thread: the test takes the turns and holds the clock.
 */
class PeerLineTest {
    private static final ParticipantId BE = Neighbours.BE;
    private static final ParticipantId FR = Neighbours.FR;
    private static final PairLogId FRENCH_LOG = new PairLogId(Neighbours.NETWORK, BE);
    private static final PeerId FRANCE = new PeerId(Neighbours.NETWORK, FR);

    private static final Sealer SEALER =
            new Sealer(Neighbours.enrolment(BE).keys().signing(), Neighbours.RANDOM);
    private static final CaseRef CASE = new CaseRef("BE-2026-000001");

    @TempDir
    private Path folder;

    private final Deque<Runnable> lane = new ArrayDeque<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<Deliver> delivered = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final List<DialledLinkEvents> dialled = new ArrayList<>();
    private Instant now = Neighbours.NIGHT;
    private int faults;
    private int unreadable;
    private Optional<DirectoryView> directory = Optional.of(Neighbours.DIRECTORY);
    private SqliteStore belgium;
    private SqliteStore france;
    private Journal<DispatchLedger> journal;
    private Dispatch<DispatchLedger> dispatch;

    @BeforeEach
    void begin() {
        belgium = store(BE);
        france = store(FR);
        journal = new Journal<>(new Faulty(), () -> now, BatchLimits.DEFAULT, cause -> {
            throw new AssertionError(cause);
        });
        dispatch = new Dispatch<>(new Dispatch.Parts<>(
                BE,
                journal,
                new FaultyReads(),
                new Ends(),
                (_, _, events) -> dialled.add(events),
                _ -> directory,
                new Resealing(SEALER),
                () -> now,
                Neighbours.RANDOM,
                Backoff.DEFAULT,
                lane::add,
                (_, task) -> alarms.add(task),
                DispatchWatch.NOBODY));
    }

    @AfterEach
    void close() {
        belgium.close();
        france.close();
    }

    private SqliteStore store(ParticipantId id) {
        return store(id, id.value());
    }

    private SqliteStore store(ParticipantId id, String name) {
        Path own = folder.resolve(name);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SqliteFile.opened(
                own,
                new StoreKeys(
                        new LogKeeper(
                                id,
                                new HeadSigner(Neighbours.enrolment(id).keys().log())),
                        new CaseVault(Neighbours.enrolment(id).keys().kek(), Neighbours.RANDOM),
                        new SearchKey(Neighbours.enrolment(id).keys().search())));
    }

    @Test
    void anAttemptThatCouldNotBeRecordedIsRecordedLaterAndTheMessageLeaves() {
        OutboxRow row = accepted(false);
        faults = 1;
        open();
        assertThat(delivered).isEmpty();
        later(Duration.ofSeconds(5));
        assertThat(delivered).hasSize(1);
        dialled.getLast().receipted(received(row, Leaf.Type.RECEIVED));
        turn();
        assertThat(waiting()).isEmpty();
        assertThat(ends).containsExactly("attempted", "receipted");
    }

    @Test
    void aReceiptThatCouldNotBeRecordedIsRecordedLater() {
        OutboxRow row = accepted(true);
        open();
        faults = 1;
        dialled.getLast().receipted(received(row, Leaf.Type.RECEIVED));
        turn();
        assertThat(waiting()).hasSize(1);
        later(Duration.ofSeconds(5));
        assertThat(waiting()).isEmpty();
        assertThat(ends).containsExactly("receipted");
    }

    @Test
    void anExpiryThatCouldNotBeRecordedIsRecordedLater() {
        OutboxRow row = accepted(false);
        faults = 1;
        later(Duration.between(now, row.expiresAt()));
        assertThat(waiting()).hasSize(1);
        later(Duration.ofSeconds(5));
        assertThat(waiting()).isEmpty();
        assertThat(ends).containsExactly("undeliverable");
    }

    @Test
    void aRefusalWhoseMessageCannotBeReadJustThenIsHeardAgain() {
        OutboxRow row = acceptedByAnEarlierRun();
        open();
        assertThat(delivered).hasSize(1);
        unreadable = 1;
        Receipt refusal = received(row, Leaf.Type.UNOPENED);
        dialled.getLast().receipted(refusal);
        dialled.getLast().creditGranted(row.lane(), 1);
        turn();
        assertThat(waiting()).hasSize(1);
        later(Duration.ofSeconds(5));
        assertThat(delivered).hasSize(2);
        dialled.getLast().receipted(refusal);
        turn();
        assertThat(waiting()).isEmpty();
        assertThat(ends).containsExactly("refused");
    }

    @Test
    void aMessageThatCannotBeReadJustThenLeavesLaterByTheCreditThatItDidNotUse() {
        acceptedByAnEarlierRun();
        unreadable = 1;
        open();
        assertThat(delivered).isEmpty();
        later(Duration.ofSeconds(5));
        assertThat(delivered).hasSize(1);
    }

    @Test
    void whatWaitsForAPeerWithAnotherKeyIsSealedAgainAndIsTheSameMessage() {
        Signed signed = SEALER.sign("a request".getBytes(UTF_8), now);
        OutboxRow row = sealedFor(formerKey(), signed);
        dispatch.start(List.of(FRANCE), List.of(row));
        turn();
        open();
        Envelope left = delivered.getLast().getEnvelope();
        assertThat(openedByFrance(left).digest()).isEqualTo(signed.digest());
        assertThat(left.getNetwork()).isEqualTo(Neighbours.NETWORK.value());
        assertThat(ends).containsExactly("sealed again");

        again();
        assertThat(delivered.getLast().getEnvelope())
                .as("every attempt by one key sends the same bytes")
                .isEqualTo(left);
        assertThat(delivered).hasSize(2);
        dialled.getLast().receipted(unopened(row, left));
        turn();
        assertThat(ends).containsExactly("sealed again", "refused");
    }

    @Test
    void whatAPeerCannotOpenAnyMoreIsSealedForTheKeyThatItHasNow() {
        OutboxRow row = sealedFor(formerKey(), SEALER.sign("a request".getBytes(UTF_8), now));
        directory = Optional.empty(); // what they say of themselves comes too late
        dispatch.accepted(row, stored(row));
        turn();
        open();
        assertThat(delivered).hasSize(1);
        directory = Optional.of(Neighbours.DIRECTORY);
        dialled.getLast().receipted(unopened(row, delivered.getFirst().getEnvelope()));
        dialled.getLast().creditGranted(row.lane(), 1);
        turn();
        assertThat(waiting()).containsExactly(row);
        assertThat(ends).containsExactly("sealed again");
        assertThat(openedByFrance(delivered.getLast().getEnvelope()).digest())
                .isEqualTo(row.digest().toByteArray());
    }

    @Test
    void whatIsAtHandForAKeyThatHasChangedIsSealedAgainToo() {
        Signed signed = SEALER.sign("a request".getBytes(UTF_8), now);
        OutboxRow row = sealedFor(Neighbours.DIRECTORY.entry(FR).orElseThrow().recipient(), signed);
        dispatch.accepted(row, stored(row));
        turn();
        open();
        directory = Optional.of(Neighbours.withNewKeys(FR));
        again();
        assertThat(ends).containsExactly("sealed again");
        assertThat(delivered).hasSize(2);
        assertThat(SEALER.isSealedTo(
                        delivered.getLast().getEnvelope().getSealed().toByteArray(),
                        directory.orElseThrow().entry(FR).orElseThrow().recipient()))
                .isTrue();
    }

    @Test
    void whatCouldNotBeSealedAgainJustThenIsSealedLater() {
        OutboxRow row = sealedFor(formerKey(), SEALER.sign("a request".getBytes(UTF_8), now));
        dispatch.start(List.of(FRANCE), List.of(row));
        turn();
        faults = 1;
        open();
        assertThat(delivered).isEmpty();
        later(Duration.ofSeconds(5));
        assertThat(delivered).hasSize(1);
    }

    @Test
    void whatIsReceiptedIsNotSaidToBeInDoubt() {
        OutboxRow row = accepted(true);
        open();
        dialled.getLast().receipted(received(row, Leaf.Type.RECEIVED));
        // The receipt is on its way into the books when the message expires.
        while (!lane.isEmpty()) {
            lane.remove().run();
        }
        now = row.expiresAt();
        List.copyOf(alarms).forEach(Runnable::run);
        turn();
        assertThat(ends).containsExactly("receipted");
    }

    @Test
    void aPeerWhoseLogContradictsWhatItHasProvedIsReportedWithTheEvidence() {
        OutboxRow first = accepted(true);
        open();
        dialled.getLast().receipted(received(first, Leaf.Type.RECEIVED));
        dialled.getLast().creditGranted(first.lane(), 1);
        turn();
        france.close();
        france = store(FR, "another log of one leaf");

        now = now.plusSeconds(1);
        OutboxRow second = accepted(true);
        dialled.getLast().receipted(received(second, Leaf.Type.RECEIVED));
        turn();
        assertThat(ends).containsExactly("receipted", "receipted", "log forked");
    }

    /** A message is durable, and the dispatcher has heard of it. */
    private OutboxRow accepted(boolean attempted) {
        OutboxRow row = written(attempted);
        dispatch.accepted(row, envelope(row));
        turn();
        return row;
    }

    private OutboxRow acceptedByAnEarlierRun() {
        OutboxRow row = written(true);
        dispatch.start(List.of(FRANCE), List.of(row));
        turn();
        return row;
    }

    private OutboxRow written(boolean attempted) {
        OutboxRow row = new OutboxRow(
                Neighbours.NETWORK,
                FR,
                MessageId.of(now, Neighbours.RANDOM),
                Optional.empty(),
                Lane.ROUTINE,
                0,
                Sha256.of(ByteString.copyFromUtf8("signed")),
                now,
                now.plus(Duration.ofMinutes(1)),
                attempted);
        Transactions.Open<? extends DispatchLedger> open = belgium.begin();
        open.ledger().outbox().add(row, envelope(row));
        assertThat(open.commit(now)).isEqualTo(new Transactions.Commit.Durable());
        return row;
    }

    /** Accepted by an earlier run, as a message of a case. */
    private OutboxRow sealedFor(RecipientKey key, Signed signed) {
        OutboxRow row = new OutboxRow(
                Neighbours.NETWORK,
                FR,
                MessageId.of(now, Neighbours.RANDOM),
                Optional.of(CASE),
                Lane.ROUTINE,
                0,
                ByteString.copyFrom(signed.digest()),
                now,
                now.plus(Duration.ofMinutes(1)),
                true);
        Transactions.Open<StoreTransaction> open = belgium.begin();
        open.ledger()
                .messages()
                .insert(new StoredMessage(
                        row.network(),
                        BE,
                        FR,
                        row.id(),
                        row.caseRef(),
                        "PreservationRequest",
                        now,
                        Decision.ACCEPTED,
                        new LeafPosition(new PairLogId(Neighbours.NETWORK, FR), 1, row.leafIndex()),
                        row.digest(),
                        ByteString.copyFrom(signed.signedData())));
        open.ledger()
                .outbox()
                .add(
                        row,
                        Envelope.newBuilder()
                                .setNetwork(Neighbours.NETWORK.value())
                                .setMessageId(row.id().bytes())
                                .setSealed(ByteString.copyFrom(SEALER.seal(signed, key)))
                                .build());
        assertThat(open.commit(now)).isEqualTo(new Transactions.Commit.Durable());
        return row;
    }

    private Envelope stored(OutboxRow row) {
        Transactions.Open<? extends DispatchLedger> open = belgium.begin();
        try {
            return open.ledger().outbox().envelope(row.network(), row.id()).orElseThrow();
        } finally {
            open.rollback();
        }
    }

    /** One that France no longer has. */
    private static RecipientKey formerKey() {
        return new Issuer(Neighbours.enrolment(FR).issuing(), new Named(FR, Neighbours.NETWORK), Neighbours.RANDOM)
                .encryption(Neighbours.NIGHT)
                .recipient();
    }

    private Verified openedByFrance(Envelope envelope) {
        Opening opening = new Opener(Neighbours.enrolment(FR).keys().decryption())
                .open(envelope.getSealed().toByteArray(), (_, _) -> new SenderCheck.Verdict.Accepted(), now);
        if (!(opening instanceof Opening.Opened(Verified verified))) {
            throw new AssertionError(opening);
        }
        return verified;
    }

    private static Envelope envelope(OutboxRow row) {
        return Envelope.newBuilder()
                .setMessageId(row.id().bytes())
                .setSealed(ByteString.copyFromUtf8("sealed"))
                .build();
    }

    /** France records what it got, and says so. */
    private Receipt received(OutboxRow row, Leaf.Type type) {
        return type == Leaf.Type.RECEIVED
                ? received(row, type, Decision.ACCEPTED, row.digest())
                : unopened(row, envelope(row));
    }

    private Receipt unopened(OutboxRow row, Envelope envelope) {
        return received(row, Leaf.Type.UNOPENED, Decision.UNREADABLE, Sha256.of(envelope.getSealed()));
    }

    private Receipt received(OutboxRow row, Leaf.Type type, Decision decision, ByteString digest) {
        Transactions.Open<? extends DispatchLedger> open = france.begin();
        PairLogs logs = open.ledger().pairLogs();
        LeafPosition position = logs.append(
                FRENCH_LOG,
                Leaf.newBuilder()
                        .setType(type)
                        .setReceivedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                        .setMessageId(row.id().bytes())
                        .setPeer(BE.value())
                        .setDigest(digest)
                        .setDecision(decision)
                        .build());
        Receipts receipts = logs.endBatch(now);
        assertThat(open.commit(now)).isEqualTo(new Transactions.Commit.Durable());
        return receipts.of(position);
    }

    private void open() {
        dialled.getLast().opened(new Line(), Hello.getDefaultInstance(), LaneCredits.each(1));
        turn();
    }

    /** The link is lost, and another one is had. */
    private void again() {
        dialled.getLast().closed(new LinkClosed(Bye.Reason.IDLE, "planted"));
        turn();
        later(Duration.ofSeconds(30));
        open();
    }

    private void later(Duration time) {
        now = now.plus(time);
        List<Runnable> rings = List.copyOf(alarms);
        alarms.clear();
        rings.forEach(Runnable::run);
        turn();
    }

    /** Until nothing is left to do. */
    private void turn() {
        do {
            while (!lane.isEmpty()) {
                lane.remove().run();
            }
        } while (journal.drainOnce() || !lane.isEmpty());
    }

    private List<OutboxRow> waiting() {
        Transactions.Open<? extends DispatchLedger> open = belgium.begin();
        try {
            return open.ledger().outbox().waiting();
        } finally {
            open.rollback();
        }
    }

    /** A link that keeps what it is given. */
    private final class Line implements DialledLink {
        @Override
        public LaneCredits credit() {
            return LaneCredits.each(1);
        }

        @Override
        public void deliver(Deliver deliver) {
            delivered.add(deliver);
        }

        @Override
        public void askConsistency(long from, long to) {}

        @Override
        public void close(Bye.Reason reason) {
            throw new AssertionError("closed: %s; %s".formatted(reason, dispatch.standing(FRANCE)));
        }

        @Override
        public LinkSecurity security() {
            return new LinkSecurity("none", "none", Optional.empty());
        }
    }

    /** What is recorded of a message. */
    private final class Ends implements DispatchEffects<DispatchLedger> {
        @Override
        public void attempted(DispatchLedger ledger, OutboxRow row, Instant at) {
            ends.add("attempted");
        }

        @Override
        public void sealedAgain(DispatchLedger ledger, OutboxRow row, Instant at) {
            ends.add("sealed again");
        }

        @Override
        public void receipted(DispatchLedger ledger, OutboxRow row, Leaf leaf, Receipt receipt, Instant at) {
            ends.add(leaf.getDecision() == Decision.ACCEPTED ? "receipted" : "refused");
        }

        @Override
        public void undeliverable(DispatchLedger ledger, OutboxRow row, Instant at) {
            ends.add("undeliverable");
        }

        @Override
        public void outcomeUnknown(DispatchLedger ledger, OutboxRow row, Instant at) {
            ends.add("in doubt");
        }

        @Override
        public void logForked(DispatchLedger ledger, PairLogId log, Instant at) {
            assertThat(log).isEqualTo(new PairLogId(Neighbours.NETWORK, FR));
            ends.add("log forked");
        }
    }

    /** Belgium's store, in which a unit may fail. */
    private final class Faulty implements Transactions<DispatchLedger> {
        @Override
        public Instant newestInstant() {
            return belgium.newestInstant();
        }

        @Override
        public boolean isStorageFault(Throwable thrown) {
            return false;
        }

        @Override
        public Open<DispatchLedger> begin() {
            Open<? extends DispatchLedger> open = belgium.begin();
            return new Open<>() {
                @Override
                public DispatchLedger ledger() {
                    if (faults > 0) {
                        faults--;
                        throw new IllegalStateException("planted");
                    }
                    return open.ledger();
                }

                @Override
                public Commit commit(Instant at) {
                    return open.commit(at);
                }

                @Override
                public void rollback() {
                    open.rollback();
                }
            };
        }
    }

    /** Its reads, which may be turned away. */
    private final class FaultyReads implements Reads<DispatchLedger> {
        @Override
        public <A> CompletionStage<A> read(Function<? super DispatchLedger, ? extends A> question) {
            if (unreadable > 0) {
                unreadable--;
                return CompletableFuture.failedStage(new ReadUnavailable("planted"));
            }
            Transactions.Open<? extends DispatchLedger> open = belgium.begin();
            try {
                return CompletableFuture.completedStage(question.apply(open.ledger()));
            } finally {
                open.rollback();
            }
        }
    }
}
