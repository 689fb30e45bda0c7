package eu.vigil.node.desk;

import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.Optional;

/** An arrived request becomes an incident, in the transaction that stores it. */
public final class RequestAlarm implements Arrivals.Alarm<DeskLedger> {
    private final Escalation escalation;

    /** Opens incidents with {@code escalation}. */
    public RequestAlarm(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void requestArrived(DeskLedger ledger, RequestRecord request, Instant at) {
        escalation.open(
                ledger,
                new IncidentOpening(
                        IncidentKind.REQUEST_RECEIVED,
                        subject(request),
                        urgency(request.urgency()),
                        Optional.of(request.peer()),
                        Optional.of(request.caseRef()),
                        Optional.of(request.kind()),
                        request.feasibilityDue()),
                at);
    }

    /** The name under which escalation knows the request. */
    static String subject(RequestRecord request) {
        return request.id().toString();
    }

    /** The request that an incident is about. */
    static MessageId request(Incident incident) {
        return MessageId.of(incident.about().subject());
    }

    private static Urgency urgency(Header.Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> Urgency.EMERGENCY;
            case URGENT -> Urgency.URGENT;
            case ROUTINE -> Urgency.ROUTINE;
            case URGENCY_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("urgency: %s was never checked".formatted(urgency));
        };
    }
}
