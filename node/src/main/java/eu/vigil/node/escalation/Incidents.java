package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the incidents and the steps that fired for them. Writes happen in the caller's transaction. */
public interface Incidents {
    /** Keeps a new incident; false, and nothing changes, if its kind and subject are known. */
    boolean insert(Incident incident);

    /** The incident of this code. */
    Optional<Incident> find(IncidentCode code);

    /** The incident of this kind and subject. */
    Optional<Incident> find(IncidentKind kind, String subject);

    /** Open incidents with a step due at or before {@code now}, the longest due first, at most {@code max}. */
    List<Incident> due(Instant now, int max);

    /** Open incidents, the oldest first, at most {@code max}. */
    List<Incident> open(int max);

    /** Incidents about a case, the oldest first. */
    List<Incident> ofCase(CaseRef caseRef);

    /** Records how far an open incident's plan has fired. */
    void planned(IncidentCode code, Instant plannedThrough, Instant nextFiringAt);

    /** Open to acknowledged; false, and nothing changes, if it was not open. */
    boolean acknowledge(IncidentCode code, Optional<String> person, Instant at);

    /** Anything to closed; false, and nothing changes, if it was closed. */
    boolean close(IncidentCode code, Instant at);

    /**
     * How many open incidents that concern this peer began at or after {@code since}, those that stand for others not counted; it counts
     * no further than {@code most}, so that a flood is not counted again for each of its messages.
     */
    int openSince(ParticipantId peer, Instant since, int most);

    /** How many requests of this peer began an incident of this urgency at or after {@code since}, open or not; at most {@code most}. */
    int requestsSince(ParticipantId peer, Urgency urgency, Instant since, int most);

    /** The open incident that stands for others of this peer and urgency: exercises have one of their own. */
    Optional<Incident> flood(ParticipantId peer, Urgency urgency, boolean drill);

    /** The open incidents for which another calls, the oldest first. */
    List<Incident> calledBy(IncidentCode code);

    /** True if this incident calls for another one that is open. */
    boolean callsForOthers(IncidentCode code);

    /** From {@code at} on they call for themselves again. */
    void callForThemselves(IncidentCode calledBy, Instant at);

    /** Records that a step fired; false, and nothing changes, if it had. */
    boolean fired(FiredStep step);

    /** Marks a fired step as having reached nobody, once; false, and nothing changes, if it was marked. */
    boolean advanced(IncidentCode code, int cycle, int step);

    /** Keeps a fault of a fired step for the operator to see; the same text twice is one. */
    void fault(StepFault fault);

    /** The newest faults of open incidents, at most {@code max}. */
    List<StepFault> faults(int max);
}
