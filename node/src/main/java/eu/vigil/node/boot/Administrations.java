package eu.vigil.node.boot;

import eu.vigil.node.audit.DirectoryLogKeys;
import eu.vigil.node.audit.StoredLogAudit;
import eu.vigil.node.escalation.ChannelTrial;
import eu.vigil.node.escalation.TestPageSender;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.Administration;
import eu.vigil.node.operator.Rereading;
import eu.vigil.node.operator.accounts.KeptAccounts;
import eu.vigil.node.operator.desk.Calls;
import eu.vigil.node.operator.desk.Drills;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.protocol.id.ParticipantId;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an administrator asks of a node, wired. */
final class Administrations {
    private Administrations() {}

    static Administration of(
            Given given,
            Supplier<EscalationPlan> plan,
            Journal<StoreTransaction> journal,
            Reads<StoreTransaction> store,
            TestPageSender sender,
            Drills drills,
            Calls calls,
            Rereading rereading,
            InstantSource clock,
            RandomGenerator random) {
        return new Administration(
                new KeptAccounts<>(journal, store, clock),
                new StoredLogAudit<>(
                        store,
                        logKeeper(given),
                        new DirectoryLogKeys(given.directories()::all),
                        clock,
                        StoredLogAudit.ROWS_AT_ONCE),
                new ChannelTrial(plan, sender, clock, random),
                drills,
                calls,
                rereading);
    }

    /** Whose logs the node keeps, and with what their heads are signed. */
    static LogKeeper logKeeper(Given given) {
        return new LogKeeper(
                new ParticipantId(given.config().participant()),
                new HeadSigner(given.keys().log()));
    }
}
