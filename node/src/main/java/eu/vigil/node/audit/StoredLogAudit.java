package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import eu.vigil.node.audit.AuditRows.Kept;
import eu.vigil.node.audit.AuditRows.ReceiptRow;
import eu.vigil.node.audit.AuditRows.WitnessedRow;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.audit.AuditSlice;
import eu.vigil.node.operator.audit.AuditSlice.Fault;
import eu.vigil.node.operator.audit.AuditSlice.Part;
import eu.vigil.node.operator.audit.AuditSlice.What;
import eu.vigil.node.operator.audit.LogAudit;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Walks through the store in short reads, each one snapshot, and computes between them: neither the journal nor other readers
 * wait for it, however long the logs are.
 *
 * @param <T> the ledger
 */
public final class StoredLogAudit<T extends AuditLedger> implements LogAudit {
    /** Leaves or receipts read at once. */
    public static final int ROWS_AT_ONCE = 2000;

    private static final Duration READ_MAX = Duration.ofSeconds(5);
    private static final Duration GO_MAX = Duration.ofSeconds(3);
    private static final int READS_AT_ONE_GO = 50;

    private final Reads<T> store;
    private final PeersWord word;
    private final LogKeys keys;
    private final InstantSource clock;
    private final int rowsAtOnce;

    /**
     * Audits what {@code store} holds.
     *
     * @param keeper whose logs they are
     * @param keys of the peers
     * @param rowsAtOnce {@link #ROWS_AT_ONCE}, or fewer
     */
    public StoredLogAudit(Reads<T> store, LogKeeper keeper, LogKeys keys, InstantSource clock, int rowsAtOnce) {
        this.store = store;
        this.word = new PeersWord(keeper);
        this.keys = keys;
        this.clock = clock;
        this.rowsAtOnce = rowsAtOnce;
    }

    /** A few parts, and where to go on. */
    private record Step(List<Part> parts, Optional<Cursor> next) {}

    @Override
    public Answer<AuditSlice> check(Scope scope) {
        Optional<Cursor> cursor = scope.cursor().isEmpty()
                ? Optional.of(Cursor.START)
                : scope.cursor().flatMap(Cursor::read);
        if (cursor.isEmpty()) {
            return Answer.Invalid.of("cursor", "is none that a slice gave");
        }
        try {
            return unknown(scope).isPresent()
                    ? new Answer.NotFound<>(unknown(scope).get())
                    : new Answer.Done<>(go(scope, cursor));
        } catch (NoAnswer why) {
            return new Answer.Unavailable<>(String.valueOf(why.getMessage()));
        }
    }

    /** What is wrong with the question: a peer or a network that was never heard of. */
    private Optional<String> unknown(Scope scope) {
        if (scope.cursor().isPresent()
                || (scope.peer().isEmpty() && scope.network().isEmpty())) {
            return Optional.empty();
        }
        boolean listed = keys.known().anyMatch(log -> scope.covers(log.network(), log.peer()));
        return listed || logs().stream().anyMatch(log -> scope.covers(log.network(), log.peer()))
                ? Optional.empty()
                : Optional.of("no log is kept for %s%s"
                        .formatted(
                                scope.peer().map(Object::toString).orElse("anybody"),
                                scope.network().map(network -> " in " + network).orElse("")));
    }

    private List<PairLogId> logs() {
        return read(ledger -> {
            List<PairLogId> logs = new ArrayList<>();
            for (Optional<Kept> log = ledger.auditRows().log(0);
                    log.isPresent();
                    log = ledger.auditRows().log(log.get().row())) {
                logs.add(log.get().log());
            }
            return logs;
        });
    }

    private AuditSlice go(Scope scope, Optional<Cursor> begin) {
        Instant until = clock.instant().plus(GO_MAX);
        List<Part> parts = new ArrayList<>();
        Optional<Cursor> cursor = begin;
        for (int reads = 0;
                cursor.isPresent() && reads < READS_AT_ONE_GO && clock.instant().isBefore(until);
                reads++) {
            Step step = step(scope, cursor.get());
            parts.addAll(step.parts());
            cursor = step.next();
        }
        return new AuditSlice(parts, cursor.map(Cursor::toString));
    }

    private Step step(Scope scope, Cursor cursor) {
        return switch (cursor) {
            case Cursor.InLogs(long after, long from) -> ourLog(scope, after, from);
            case Cursor.AtHeads() -> heads(scope);
            case Cursor.InReceipts(var network, var after) -> receipts(scope, network, after);
        };
    }

    private Step ourLog(Scope scope, long after, long from) {
        Optional<OurLogCheck.Rows> found = read(ledger -> {
            AuditRows rows = ledger.auditRows();
            Optional<Kept> log = rows.log(after);
            while (log.isPresent()
                    && !scope.covers(log.get().log().network(), log.get().log().peer())) {
                log = rows.log(log.get().row());
            }
            return log.map(kept -> OurLogCheck.read(rows, kept, from, rowsAtOnce));
        });
        if (found.isEmpty()) {
            return new Step(List.of(), Optional.of(new Cursor.AtHeads()));
        }
        OurLogCheck.Rows rows = found.get();
        Kept log = rows.log();
        OurLogCheck.Checked checked = OurLogCheck.check(rows, rowsAtOnce);
        Part part = new Part(
                log.log().network(),
                log.log().peer(),
                What.OUR_LOG,
                log.epoch(),
                checked.to() - from,
                log.size(),
                checked.root(),
                checked.faults(),
                List.of());
        return new Step(
                List.of(part),
                Optional.of(
                        checked.ended()
                                ? new Cursor.InLogs(log.row(), 0)
                                : new Cursor.InLogs(log.row() - 1, checked.to())));
    }

    private Step heads(Scope scope) {
        List<WitnessedRow> rows = read(ledger -> ledger.auditRows().witnessed());
        List<Part> parts = rows.stream()
                .filter(row -> scope.covers(row.log().network(), row.log().peer()))
                .map(row -> {
                    Optional<List<ByteString>> known = keys.of(row.log());
                    return new Part(
                            row.log().network(),
                            row.log().peer(),
                            What.PEERS_HEAD,
                            row.epoch(),
                            known.isPresent() ? 1 : 0,
                            row.size(),
                            Optional.of(row.root()),
                            known.map(trusted -> word.head(row, trusted)).orElse(List.of()),
                            known.isPresent() ? List.of() : List.of(left(row.log(), "the head of its log")));
                })
                .toList();
        return new Step(parts, Optional.of(new Cursor.InReceipts(Optional.empty(), Optional.empty())));
    }

    private Step receipts(Scope scope, Optional<NetworkId> network, Optional<MessageId> after) {
        if (network.isEmpty()) {
            return new Step(List.of(), nextNetwork(scope, network));
        }
        List<ReceiptRow> rows = read(ledger -> ledger.auditRows().receipts(network.get(), after, rowsAtOnce));
        Map<PairLogId, List<ReceiptRow>> byPeer = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> scope.covers(row.log().network(), row.log().peer()))
                .forEach(row -> byPeer.computeIfAbsent(row.log(), _ -> new ArrayList<>())
                        .add(row));
        List<Part> parts = new ArrayList<>();
        byPeer.forEach((log, receipts) -> parts.add(receipts(log, receipts)));
        return new Step(
                parts,
                rows.size() < rowsAtOnce
                        ? nextNetwork(scope, network)
                        : Optional.of(new Cursor.InReceipts(
                                network, Optional.of(rows.getLast().id()))));
    }

    private Optional<Cursor> nextNetwork(Scope scope, Optional<NetworkId> network) {
        return read(ledger -> {
                    Optional<NetworkId> next = ledger.auditRows().networkAfter(network);
                    while (next.isPresent()
                            && !scope.network().map(next.get()::equals).orElse(true)) {
                        next = ledger.auditRows().networkAfter(next);
                    }
                    return next;
                })
                .map(next -> new Cursor.InReceipts(Optional.of(next), Optional.empty()));
    }

    private Part receipts(PairLogId log, List<ReceiptRow> receipts) {
        Optional<List<ByteString>> known = keys.of(log);
        List<Fault> faults = known.map(trusted -> receipts.stream()
                        .flatMap(row -> word.receipt(row, trusted, () -> sealed(row)).stream())
                        .toList())
                .orElse(List.of());
        return new Part(
                log.network(),
                log.peer(),
                What.RECEIPTS,
                0,
                known.isPresent() ? receipts.size() : 0,
                0,
                Optional.empty(),
                faults,
                known.isPresent() ? List.of() : List.of(left(log, "%d receipts".formatted(receipts.size()))));
    }

    private Optional<ByteString> sealed(ReceiptRow row) {
        return read(ledger ->
                ledger.outbox().envelope(row.log().network(), row.id()).map(Envelope::getSealed));
    }

    private static String left(PairLogId log, String what) {
        return "%s: %s is not in the directory, which would have its log key".formatted(what, log.peer());
    }

    /** The store has no time for this now. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer(String why) {
            super(why, null, false, false);
        }
    }

    private <A> A read(Function<? super T, ? extends A> question) {
        try {
            return store.<A>read(question).toCompletableFuture().get(READ_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new NoAnswer("the store did not answer in %d s".formatted(READ_MAX.toSeconds()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("the node is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ReadUnavailable why) {
                throw new NoAnswer(String.valueOf(why.getMessage()));
            }
            throw new CompletionException(e.getCause());
        }
    }
}
