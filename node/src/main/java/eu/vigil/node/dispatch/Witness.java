package eu.vigil.node.dispatch;

import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.link.DialledLink;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.Lineage;
import eu.vigil.protocol.wire.ConsistencyProof;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the newest head of the peer's log for us, and lets it grow only on proof: so the peer can neither drop nor rewrite what it
 * has receipted. One question is under way at a time; heads that come meanwhile are asked about together, by the newest of them. Runs
 * on the dispatcher's lane.
 *
 * @param <T> the ledger
 */
final class Witness<T extends DispatchLedger> {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final int RECORD_BYTES = 1024;

    private final PairLogId log;
    private final Dispatch.Parts<T> parts;
    private HeadReading.@Nullable Signed newest;
    private HeadReading.@Nullable Signed asked;
    private boolean busy;

    Witness(PairLogId log, Dispatch.Parts<T> parts) {
        this.log = log;
        this.parts = parts;
    }

    /** A question that was under way on an earlier link will get no answer. */
    void linkOpened(DialledLink link) {
        busy = false;
        asked = null;
        next(link);
    }

    /** The peer has signed this head. */
    void shown(DialledLink link, Head head, String note) {
        if (newest == null || head.size() >= newest.head().size()) {
            newest = new HeadReading.Signed(head, note);
        }
        next(link);
    }

    void proved(DialledLink link, ConsistencyProof proof) {
        if (asked != null) {
            hold(link, asked, Optional.of(proof));
        }
    }

    private void next(DialledLink link) {
        HeadReading.Signed shown = newest;
        if (!busy && shown != null) {
            busy = true;
            newest = null;
            hold(link, shown, Optional.empty());
        }
    }

    private void hold(DialledLink link, HeadReading.Signed shown, Optional<ConsistencyProof> proof) {
        parts.journal()
                .submit(
                        (ledger, at) -> {
                            Lineage lineage = ledger.pairLogs().witness(log, shown, proof, at);
                            if (lineage instanceof Lineage.Forked) {
                                parts.effects().logForked(ledger, log, at);
                            }
                            return lineage;
                        },
                        Priority.TRAFFIC,
                        RECORD_BYTES)
                .thenAcceptAsync(
                        outcome -> {
                            if (outcome instanceof Outcome.Committed<Lineage>(var lineage, var _)) {
                                learned(link, shown, proof, lineage);
                            } else {
                                done(link); // the next receipt brings a newer head
                            }
                        },
                        parts.lane());
    }

    private void learned(
            DialledLink link, HeadReading.Signed shown, Optional<ConsistencyProof> proof, Lineage lineage) {
        switch (lineage) {
            case Lineage.Same(), Lineage.Grown(), Lineage.Earlier() -> done(link);
            case Lineage.Unproved(long from, long to) -> {
                if (proof.isPresent()) {
                    LOG.atError().addKeyValue("log", log).log("the peer proves nothing about its log");
                    done(link);
                } else {
                    asked = shown;
                    link.askConsistency(from, to);
                }
            }
            case Lineage.Forked(var why) -> {
                LOG.atError()
                        .addKeyValue("log", log)
                        .addKeyValue("why", why)
                        .log("the peer's log has forked; evidence is kept");
                done(link);
            }
        }
    }

    private void done(DialledLink link) {
        busy = false;
        asked = null;
        next(link);
    }
}
