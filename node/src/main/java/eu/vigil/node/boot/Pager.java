package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.config.value.HostPort;
import eu.vigil.node.escalation.AllClearSender;
import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.JournalWrites;
import eu.vigil.node.escalation.PageCycle;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.escalation.SchedulerThread;
import eu.vigil.node.escalation.deadman.DeadMan;
import eu.vigil.node.escalation.deadman.HttpWatchCall;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.webhook.AddressRule;
import eu.vigil.node.escalation.webhook.AddressSource;
import eu.vigil.node.store.StoreTransaction;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Escalation: who opens incidents, and the cycle that pages. */
record Pager(Escalation escalation, JournalWrites<StoreTransaction> writes, PageCycle cycle) {
    static Pager wire(
            VigilConfig config,
            Supplier<EscalationPlan> plan,
            Storage storage,
            PageSender sender,
            AddressRule addresses,
            AllClearSender allClears,
            InstantSource clock,
            SecureRandom random,
            Closings closings) {
        Bell bell = new Bell();
        Escalation escalation = new Escalation(plan, clock, random, bell);
        JournalWrites<StoreTransaction> writes = new JournalWrites<>(storage.journal());
        SchedulerThread thread = closings.add("pager", new SchedulerThread());
        PageCycle cycle = new PageCycle(
                plan,
                Optional.of(publicUrl(config)),
                escalation,
                writes,
                sender,
                allClears,
                clock,
                thread,
                bell,
                random,
                config.participant());
        closings.add("page cycle", cycle::stop);
        HttpWatchCall call =
                closings.add("dead man", new HttpWatchCall(addresses::allows, AddressSource.ofSystem()::resolve));
        new DeadMan(() -> plan.get().deadMan(), cycle::health, call, clock, thread).start();
        return new Pager(escalation, writes, cycle);
    }

    private static URI publicUrl(VigilConfig config) {
        HostPort listen = config.operator().listen();
        return config.operator()
                .publicUrl()
                .map(address -> address.uri())
                .orElseGet(() -> URI.create("http://%s".formatted(listen)));
    }
}
