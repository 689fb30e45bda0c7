package eu.vigil.node.desk;

import eu.vigil.node.casework.Departures;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.escalation.AcknowledgementListener;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The desk, put together.
 *
 * @param <T> the ledger
 */
public final class DeskRoom<T extends DeskLedger> {
    private final Acknowledging<T> acknowledging;
    private final CaseDesk<T> desk;
    private final Executor workers;

    /**
     * What it is made of.
     *
     * @param listening peers that hold a link to us
     * @param workers threads that may wait
     * @param <T> the ledger
     */
    public record Parts<T extends DeskLedger>(
            ParticipantId self,
            String version,
            Journal<T> journal,
            Reads<T> reads,
            Sealer sealer,
            Form form,
            Policy policy,
            Function<NetworkId, Optional<DirectoryView>> directory,
            Supplier<Collection<DirectoryView>> directories,
            Departures departures,
            Dispatch<T> dispatch,
            Escalation escalation,
            Supplier<Set<PeerId>> listening,
            InstantSource clock,
            RandomGenerator random,
            Executor workers) {}

    /** Puts it together. */
    public DeskRoom(Parts<T> parts) {
        Ledgers<T> ledgers = new Ledgers<>(parts.journal(), parts.reads());
        Letters letters = new Letters(parts.self(), parts.sealer(), parts.policy(), parts.directory());
        Reading<T> reading = new Reading<>(ledgers, letters);
        this.workers = parts.workers();
        this.acknowledging = new Acknowledging<>(
                parts.self(),
                ledgers,
                letters,
                parts.form(),
                parts.departures(),
                parts.dispatch(),
                parts.escalation(),
                parts.clock(),
                parts.random(),
                parts.workers());
        this.desk = new CaseDesk<>(
                ledgers,
                new Drafting<>(
                        parts.self(),
                        ledgers,
                        letters,
                        parts.form(),
                        parts.policy(),
                        parts.departures(),
                        parts.dispatch(),
                        reading,
                        parts.clock(),
                        parts.random()),
                acknowledging,
                reading,
                new Standing<>(
                        parts.self(),
                        parts.version(),
                        ledgers,
                        parts.directories(),
                        parts.dispatch(),
                        parts.listening(),
                        parts.clock()));
    }

    /** Pays acknowledgements that an earlier run still owes, now and every so often. */
    public void start(ScheduledExecutorService timer, Duration owedEvery) {
        var _ = timer.scheduleWithFixedDelay(
                () -> workers.execute(acknowledging::payAll), 0, owedEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What follows from an acknowledgement through a page. */
    public AcknowledgementListener<T> acknowledgements() {
        return acknowledging;
    }

    /** What people at the desk can ask. */
    public Desk desk() {
        return desk;
    }
}
