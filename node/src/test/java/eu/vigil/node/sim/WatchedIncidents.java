package eu.vigil.node.sim;

import eu.vigil.node.escalation.FiredStep;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Incidents;
import eu.vigil.node.escalation.StepFault;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The same incidents, and {@code seen} is told what is written. */
record WatchedIncidents(Incidents real, Consumer<Seen> seen) implements Incidents {
    @Override
    public boolean insert(Incident incident) {
        boolean inserted = real.insert(incident);
        if (inserted) {
            seen.accept(new Seen.Opened(incident));
        }
        return inserted;
    }

    @Override
    public Optional<Incident> find(IncidentCode code) {
        return real.find(code);
    }

    @Override
    public Optional<Incident> find(IncidentKind kind, String subject) {
        return real.find(kind, subject);
    }

    @Override
    public List<Incident> due(Instant now, int max) {
        return real.due(now, max);
    }

    @Override
    public List<Incident> open(int max) {
        return real.open(max);
    }

    @Override
    public List<Incident> ofCase(CaseRef caseRef) {
        return real.ofCase(caseRef);
    }

    @Override
    public void planned(IncidentCode code, Instant plannedThrough, Instant nextFiringAt) {
        real.planned(code, plannedThrough, nextFiringAt);
    }

    @Override
    public boolean acknowledge(IncidentCode code, Optional<String> person, Instant at) {
        boolean first = real.acknowledge(code, person, at);
        if (first) {
            seen.accept(new Seen.Ended(code));
        }
        return first;
    }

    @Override
    public boolean close(IncidentCode code, Instant at) {
        boolean first = real.close(code, at);
        if (first) {
            seen.accept(new Seen.Ended(code));
        }
        return first;
    }

    @Override
    public int openSince(ParticipantId peer, Instant since, int most) {
        return real.openSince(peer, since, most);
    }

    @Override
    public int requestsSince(ParticipantId peer, Urgency urgency, Instant since, int most) {
        return real.requestsSince(peer, urgency, since, most);
    }

    @Override
    public Optional<Incident> flood(ParticipantId peer, Urgency urgency, boolean drill) {
        return real.flood(peer, urgency, drill);
    }

    @Override
    public List<Incident> calledBy(IncidentCode code) {
        return real.calledBy(code);
    }

    @Override
    public boolean callsForOthers(IncidentCode code) {
        return real.callsForOthers(code);
    }

    @Override
    public void callForThemselves(IncidentCode calledBy, Instant at) {
        real.callForThemselves(calledBy, at);
    }

    @Override
    public boolean fired(FiredStep step) {
        return real.fired(step);
    }

    @Override
    public boolean advanced(IncidentCode code, int cycle, int step) {
        return real.advanced(code, cycle, step);
    }

    @Override
    public void fault(StepFault fault) {
        real.fault(fault);
    }

    @Override
    public List<StepFault> faults(int max) {
        return real.faults(max);
    }
}
