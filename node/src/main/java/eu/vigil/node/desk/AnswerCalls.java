package eu.vigil.node.desk;

import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.protocol.id.CaseRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What called somebody only to be read is over once a person has looked: who opens the case or writes to it has, and so has who
 * acknowledges the page. Nothing is owed for it.
 */
final class AnswerCalls {
    private final Escalation escalation;

    AnswerCalls(Escalation escalation) {
        this.escalation = escalation;
    }

    /** Somebody looks at a case. Only a duty officer's look counts: an auditor's must not stop a pager. */
    void looked(DeskLedger ledger, CaseRef caseRef, Person reader, Instant at) {
        if (!reader.roles().contains(Role.DUTY_OFFICER)) {
            return;
        }
        ledger.incidents().ofCase(caseRef).stream()
                .filter(incident -> incident.about().kind() == IncidentKind.ANSWER_RECEIVED)
                .filter(Incident::isOpen)
                .forEach(incident -> {
                    escalation.acknowledge(ledger, incident.code(), Optional.of(reader.name()), at);
                    escalation.close(ledger, incident.code(), at);
                });
    }

    /** Somebody has acknowledged its page. */
    void acknowledging(DeskLedger ledger, IncidentAcknowledged what) {
        if (what.incident().about().kind() == IncidentKind.ANSWER_RECEIVED) {
            escalation.close(ledger, what.incident().code(), what.at());
        }
    }
}
