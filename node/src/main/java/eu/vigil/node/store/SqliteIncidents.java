package eu.vigil.node.store;

import eu.vigil.node.escalation.FiredStep;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.Incidents;
import eu.vigil.node.escalation.StepFault;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Incidents as rows.
 *
 * @param floods what this transaction has learnt of floods
 */
record SqliteIncidents(Handle handle, FloodsMet floods) implements Incidents {
    /** Columns in an order that a join with another table can prefix. */
    static final String COLUMNS =
            "i.code, i.kind, i.subject, i.urgency, i.peer, i.case_ref, i.message_kind, i.due_at AS incident_due_at, "
                    + "i.policy_version, i.opened_at, i.planned_through, i.next_firing_at, i.state AS incident_state, "
                    + "i.acknowledged_by, i.ended_at, i.called_by";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM incident i ";

    @Override
    public boolean insert(Incident incident) {
        IncidentOpening about = incident.about();
        return handle.createUpdate("""
                        INSERT INTO incident (code, kind, subject, urgency, peer, case_ref, message_kind, due_at,
                            policy_version, opened_at, planned_through, next_firing_at, state, acknowledged_by, ended_at,
                            called_by)
                        VALUES (:code, :kind, :subject, :urgency, :peer, :caseRef, :messageKind, :dueAt,
                            :policyVersion, :openedAt, :plannedThrough, :nextFiringAt, :state, :acknowledgedBy, :endedAt,
                            :calledBy)
                        ON CONFLICT (kind, subject) DO NOTHING""")
                        .bind("code", incident.code().value())
                        .bind("kind", about.kind().name())
                        .bind("subject", about.subject())
                        .bind("urgency", about.urgency().name())
                        .bind("peer", about.peer().map(ParticipantId::value).orElse(null))
                        .bind("caseRef", about.caseRef().map(CaseRef::value).orElse(null))
                        .bind("messageKind", about.messageKind().orElse(null))
                        .bindByType("dueAt", about.dueAt().orElse(null), Instant.class)
                        .bind("policyVersion", incident.policyVersion())
                        .bind("openedAt", incident.openedAt())
                        .bindByType("plannedThrough", incident.plannedThrough().orElse(null), Instant.class)
                        .bind("nextFiringAt", incident.nextFiringAt())
                        .bind("state", incident.state().name())
                        .bind("acknowledgedBy", incident.acknowledgedBy().orElse(null))
                        .bindByType("endedAt", incident.endedAt().orElse(null), Instant.class)
                        .bind(
                                "calledBy",
                                incident.calledBy().map(IncidentCode::value).orElse(null))
                        .execute()
                == 1;
    }

    @Override
    public Optional<Incident> find(IncidentCode code) {
        return query(SELECT + "WHERE i.code = :code")
                .bind("code", code.value())
                .map(SqliteIncidents::incident)
                .findOne();
    }

    @Override
    public Optional<Incident> find(IncidentKind kind, String subject) {
        // Mostly there is none, and the driver reads the names of all columns that it might have to show.
        return query("SELECT code FROM incident WHERE kind = :kind AND subject = :subject")
                .bind("kind", kind.name())
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne()
                .flatMap(code -> find(new IncidentCode(code)));
    }

    @Override
    public List<Incident> due(Instant now, int max) {
        return query(
                        SELECT
                                + "WHERE i.state = 'OPEN' AND i.called_by IS NULL AND i.next_firing_at <= :now ORDER BY i.next_firing_at, i.code LIMIT :max")
                .bind("now", now)
                .bind("max", max)
                .map(SqliteIncidents::incident)
                .list();
    }

    @Override
    public List<Incident> open(int max) {
        return query(SELECT + "WHERE i.state = 'OPEN' ORDER BY i.opened_at, i.code LIMIT :max")
                .bind("max", max)
                .map(SqliteIncidents::incident)
                .list();
    }

    @Override
    public List<Incident> ofCase(CaseRef caseRef) {
        return query(SELECT + "WHERE i.case_ref = :caseRef ORDER BY i.opened_at, i.code")
                .bind("caseRef", caseRef)
                .map(SqliteIncidents::incident)
                .list();
    }

    @Override
    public void planned(IncidentCode code, Instant plannedThrough, Instant nextFiringAt) {
        changing("UPDATE incident SET planned_through = :through, next_firing_at = :next WHERE code = :code")
                .bind("through", plannedThrough)
                .bind("next", nextFiringAt)
                .bind("code", code.value())
                .execute();
    }

    @Override
    public boolean acknowledge(IncidentCode code, Optional<String> person, Instant at) {
        return changing("""
                        UPDATE incident SET state = 'ACKNOWLEDGED', acknowledged_by = :person, ended_at = :at
                        WHERE code = :code AND state = 'OPEN'""")
                        .bind("person", person.orElse(null))
                        .bind("at", at)
                        .bind("code", code.value())
                        .execute()
                == 1;
    }

    @Override
    public boolean close(IncidentCode code, Instant at) {
        return changing("""
                        UPDATE incident SET state = 'CLOSED', ended_at = coalesce(ended_at, :at)
                        WHERE code = :code AND state <> 'CLOSED'""").bind("at", at).bind("code", code.value()).execute() == 1;
    }

    @Override
    public int openSince(ParticipantId peer, Instant since, int most) {
        return floods.counted(
                peer,
                since,
                most,
                () -> query("""
                        SELECT count(*) FROM (
                            SELECT 1 FROM incident
                            WHERE peer = :peer AND opened_at >= :since AND state = 'OPEN' AND kind <> 'FLOOD'
                            LIMIT :most)""")
                        .bind("peer", peer)
                        .bind("since", since)
                        .bind("most", most)
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public int requestsSince(ParticipantId peer, Urgency urgency, Instant since, int most) {
        // The urgency stands in the text, because an index of few urgencies is found only so.
        return query("""
                        SELECT count(*) FROM (
                            SELECT 1 FROM incident
                            WHERE peer = :peer AND opened_at >= :since AND kind = 'REQUEST_RECEIVED' AND urgency = '%s'
                            LIMIT :most)""".formatted(urgency.name()))
                .bind("peer", peer)
                .bind("since", since)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public Optional<Incident> flood(ParticipantId peer, Urgency urgency, boolean drill) {
        return floods.caller(
                peer,
                urgency,
                drill,
                () -> query(
                                SELECT
                                        + "WHERE i.peer = :peer AND i.urgency = :urgency AND i.kind = 'FLOOD' AND i.state = 'OPEN'")
                        .bind("peer", peer)
                        .bind("urgency", urgency.name())
                        .map(SqliteIncidents::incident)
                        .list()
                        .stream()
                        .filter(flood -> flood.about().drill() == drill)
                        .findFirst());
    }

    @Override
    public List<Incident> calledBy(IncidentCode code) {
        return query(SELECT + "WHERE i.called_by = :code AND i.state = 'OPEN' ORDER BY i.opened_at, i.code")
                .bind("code", code.value())
                .map(SqliteIncidents::incident)
                .list();
    }

    @Override
    public boolean callsForOthers(IncidentCode code) {
        return query("SELECT 1 FROM incident WHERE called_by = :code AND state = 'OPEN' LIMIT 1")
                .bind("code", code.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public void callForThemselves(IncidentCode calledBy, Instant at) {
        changing("""
                        UPDATE incident SET called_by = NULL, next_firing_at = :at
                        WHERE called_by = :code AND state = 'OPEN'""").bind("at", at).bind("code", calledBy.value()).execute();
    }

    @Override
    public boolean fired(FiredStep step) {
        return handle.createUpdate("""
                        INSERT INTO fired_step (incident, step, cycle, due_at, fired_at)
                        VALUES (:incident, :step, :cycle, :due, :firedAt)
                        ON CONFLICT (incident, step, cycle) DO NOTHING""")
                        .bind("incident", step.incident().value())
                        .bind("step", step.step())
                        .bind("cycle", step.cycle())
                        .bind("due", step.due())
                        .bind("firedAt", step.firedAt())
                        .execute()
                == 1;
    }

    @Override
    public boolean advanced(IncidentCode code, int cycle, int step) {
        return handle.createUpdate("""
                        UPDATE fired_step SET advanced = 1
                        WHERE incident = :incident AND step = :step AND cycle = :cycle AND advanced = 0""")
                        .bind("incident", code.value())
                        .bind("step", step)
                        .bind("cycle", cycle)
                        .execute()
                == 1;
    }

    @Override
    public void fault(StepFault fault) {
        handle.createUpdate("""
                        INSERT INTO step_fault (incident, cycle, step, at, text)
                        VALUES (:incident, :cycle, :step, :at, :text)
                        ON CONFLICT (incident, cycle, step, text) DO NOTHING""")
                .bind("incident", fault.incident().value())
                .bind("cycle", fault.cycle())
                .bind("step", fault.step())
                .bind("at", fault.at())
                .bind("text", fault.text())
                .execute();
    }

    @Override
    public List<StepFault> faults(int max) {
        return query("""
                        SELECT f.incident, f.cycle, f.step, f.at, f.text
                        FROM step_fault f JOIN incident i ON i.code = f.incident AND i.state = 'OPEN'
                        ORDER BY f.fault_id DESC LIMIT :max""")
                .bind("max", max)
                .map(row -> new StepFault(
                        new IncidentCode(row.getColumn("incident", String.class)),
                        row.getColumn("cycle", Integer.class),
                        row.getColumn("step", Integer.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("text", String.class)))
                .list();
    }

    private Update changing(String sql) {
        floods.forget();
        return handle.createUpdate(sql);
    }

    private Query query(String sql) {
        return handle.createQuery(sql);
    }

    static Incident incident(StoreRow row) {
        IncidentCode code = new IncidentCode(row.getColumn("code", String.class));
        return new Incident(
                code,
                new IncidentOpening(
                        IncidentKind.valueOf(row.getColumn("kind", String.class)),
                        row.getColumn("subject", String.class),
                        Urgency.valueOf(row.getColumn("urgency", String.class)),
                        Optional.ofNullable(row.getColumn("peer", ParticipantId.class)),
                        Optional.ofNullable(row.getColumn("case_ref", CaseRef.class)),
                        Optional.ofNullable(row.getColumn("message_kind", String.class)),
                        Optional.ofNullable(row.getColumn("incident_due_at", Instant.class)),
                        code.isDrill()),
                row.getColumn("policy_version", String.class),
                row.getColumn("opened_at", Instant.class),
                Optional.ofNullable(row.getColumn("planned_through", Instant.class)),
                row.getColumn("next_firing_at", Instant.class),
                Incident.State.valueOf(row.getColumn("incident_state", String.class)),
                Optional.ofNullable(row.getColumn("acknowledged_by", String.class)),
                Optional.ofNullable(row.getColumn("ended_at", Instant.class)),
                Optional.ofNullable(row.getColumn("called_by", String.class)).map(IncidentCode::new));
    }
}
