package eu.vigil.node.doctor;

import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.EscalationLedger;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.Writes;
import eu.vigil.node.escalation.plan.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls somebody before a certificate ends: once for each certificate and step of {@link Expiry}, over all restarts, because an
 * incident's subject is its own for ever. A later step ends the calls of the earlier ones, and a renewed certificate ends them all.
 */
public final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int OPEN_INCIDENTS_MAX = 10_000;

    private final Supplier<List<HeldCertificate>> certificates;
    private final Escalation escalation;

    /**
     * Watches.
     *
     * @param certificates those in use at the moment
     */
    public CertificateWatch(Supplier<List<HeldCertificate>> certificates, Escalation escalation) {
        this.certificates = certificates;
        this.escalation = escalation;
    }

    /** Looks now and every hour. */
    public void start(ScheduledExecutorService timer, Writes<? extends EscalationLedger> writes) {
        var _ = timer.scheduleWithFixedDelay(
                () -> writes.<Boolean>write((ledger, at) -> {
                            look(ledger, at);
                            return true;
                        })
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                LOG.atWarn().setCause(failure).log("certificates were not looked at; in an hour again");
                            }
                        }),
                0,
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Looks once, within a transaction. */
    void look(EscalationLedger ledger, Instant now) {
        List<IncidentOpening> due = new ArrayList<>();
        for (HeldCertificate held : certificates.get()) {
            Expiry expiry = Expiry.of(held.certificate(), now);
            expiry.step().ifPresent(step -> due.add(opening(held, step, expiry.end())));
        }
        Set<String> current = new HashSet<>();
        due.forEach(opening -> current.add(opening.subject()));
        for (Incident open : ledger.incidents().open(OPEN_INCIDENTS_MAX)) {
            if (open.about().kind() == IncidentKind.CERTIFICATE_EXPIRING
                    && !current.contains(open.about().subject())) {
                escalation.close(ledger, open.code(), now);
            }
        }
        for (IncidentOpening opening : due) {
            boolean first =
                    ledger.incidents().find(opening.kind(), opening.subject()).isEmpty();
            if (first) {
                Incident incident = escalation.open(ledger, opening, now);
                LOG.atWarn()
                        .addKeyValue("incident", incident.code())
                        .addKeyValue("certificate", opening.subject())
                        .addKeyValue("until", opening.dueAt().orElse(now))
                        .log("a certificate is about to end: vigil doctor says what to do");
            }
        }
    }

    private static IncidentOpening opening(HeldCertificate held, Expiry.Step step, Instant end) {
        return new IncidentOpening(
                IncidentKind.CERTIFICATE_EXPIRING,
                "%s/%s/%d".formatted(held.name().replace(' ', '-'), held.fingerprint(), step.days()),
                switch (step) {
                    case DAYS_30, DAYS_14 -> Urgency.ROUTINE;
                    case DAYS_7, DAYS_1 -> Urgency.URGENT;
                },
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(end),
                false);
    }
}
