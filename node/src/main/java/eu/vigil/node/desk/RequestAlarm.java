package eu.vigil.node.desk;

import eu.vigil.node.casework.CaseAlarm;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Hold;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Watch;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.casework.HoldState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a case wants a human for becomes an incident, in the transaction that stores it, and ends with its reason. */
public final class RequestAlarm implements CaseAlarm<DeskLedger> {
    /** A hold with less left than this cannot wait for office hours. */
    private static final Duration HOLD_URGENT = Duration.ofDays(1);

    /** Emergencies of one peer that are served as such; the rest of an hour's are served as urgent. */
    private static final int EMERGENCIES_AN_HOUR_MAX = 20;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Escalation escalation;
    private final DrillAlarm drills;

    /** Opens and ends incidents with {@code escalation}. */
    public RequestAlarm(Escalation escalation) {
        this.escalation = escalation;
        this.drills = new DrillAlarm(escalation);
    }

    @Override
    public void requestArrived(DeskLedger ledger, RequestRecord request, Instant at) {
        open(
                ledger,
                IncidentKind.REQUEST_RECEIVED,
                subject(request),
                arrivalUrgency(ledger, request, at),
                request,
                request.feasibilityDue(),
                at);
    }

    @Override
    public void answerArrived(DeskLedger ledger, RequestRecord request, Message answer, Instant at) {
        MessageId id = MessageId.of(answer.getHeader().getMessageId());
        escalation.open(
                ledger,
                opening(
                        IncidentKind.ANSWER_RECEIVED,
                        "%s/%s".formatted(subject(request), id),
                        // The request's own: who answers cannot make it more urgent, nor less.
                        served(ledger, request),
                        request,
                        Kinds.of(answer),
                        request.feasibilityDue().filter(_ -> request.side() == Side.REQUESTED)),
                at);
    }

    /** Whoever calls everything an emergency is served like everybody else. */
    private static Urgency arrivalUrgency(DeskLedger ledger, RequestRecord request, Instant at) {
        Urgency asked = urgency(request.urgency());
        if (asked != Urgency.EMERGENCY
                || ledger.incidents().requestsSince(request.peer(), asked, at.minus(HOUR), EMERGENCIES_AN_HOUR_MAX)
                        < EMERGENCIES_AN_HOUR_MAX) {
            return asked;
        }
        ledger.requests()
                .happened(
                        request.id(),
                        Happening.ofNode(
                                at,
                                Happening.What.RECEIVED,
                                "served as urgent: %s has sent %d emergencies within an hour"
                                        .formatted(request.peer(), EMERGENCIES_AN_HOUR_MAX)));
        return Urgency.URGENT;
    }

    /** As it is served: not more urgent than on its arrival. */
    private static Urgency served(DeskLedger ledger, RequestRecord request) {
        return ledger.incidents()
                .find(IncidentKind.REQUEST_RECEIVED, subject(request))
                .map(arrival -> arrival.about().urgency())
                .orElseGet(() -> urgency(request.urgency()));
    }

    @Override
    public void due(DeskLedger ledger, RequestRecord request, Watch watch, Instant at) {
        open(
                ledger,
                kind(watch.cause()),
                "%s/%s/%d".formatted(subject(request), watch.dueAt(), watch.number()),
                switch (watch.cause()) {
                    case NO_RECEIPT, FEASIBILITY_DUE, FEASIBILITY_MISSED -> served(ledger, request);
                    case HOLD_LAPSING ->
                        Duration.between(at, watch.dueAt()).compareTo(HOLD_URGENT) > 0
                                ? Urgency.ROUTINE
                                : Urgency.URGENT;
                    case HOLD_LAPSED -> Urgency.ROUTINE;
                },
                request,
                Optional.of(watch.dueAt()),
                at);
    }

    private void open(
            DeskLedger ledger,
            IncidentKind kind,
            String subject,
            Urgency urgency,
            RequestRecord request,
            Optional<Instant> dueAt,
            Instant at) {
        escalation.open(ledger, opening(kind, subject, urgency, request, request.kind(), dueAt), at);
    }

    private static IncidentOpening opening(
            IncidentKind kind,
            String subject,
            Urgency urgency,
            RequestRecord request,
            String messageKind,
            Optional<Instant> dueAt) {
        return new IncidentOpening(
                kind,
                subject,
                urgency,
                Optional.of(request.peer()),
                Optional.of(request.caseRef()),
                Optional.of(messageKind),
                dueAt,
                request.drill());
    }

    @Override
    public void moved(DeskLedger ledger, RequestRecord request, Instant at) {
        if (request.side() == Side.REQUESTING
                && request.clocks().watchedThrough().isEmpty()) {
            return; // nobody was ever called about it
        }
        ledger.incidents().ofCase(request.caseRef()).stream()
                .filter(incident -> incident.state() != Incident.State.CLOSED)
                .filter(incident -> incident.about().subject().startsWith(subject(request)))
                .filter(incident -> !stands(incident, request))
                .forEach(incident -> escalation.close(ledger, incident.code(), at));
    }

    @Override
    public void noticed(DeskLedger ledger, Message message, Instant at) {
        drills.noticed(ledger, message, at);
    }

    /** As urgent as what was refused: whoever sent it thinks that the peer has it. */
    @Override
    public void notTaken(DeskLedger ledger, RequestRecord request, MessageId message, Instant at) {
        open(
                ledger,
                IncidentKind.NOT_TAKEN,
                "%s/%s".formatted(subject(request), message),
                served(ledger, request),
                request,
                Optional.empty(),
                at);
    }

    /** Nobody's request waits for it: what is refused for its time has a call of its own. */
    @Override
    public void clocksDiffer(DeskLedger ledger, NetworkId network, ParticipantId peer, Instant at) {
        ofPeer(ledger, IncidentKind.CLOCKS_DIFFER, Urgency.ROUTINE, network, peer, at);
    }

    /** Somebody there is about to lose, or to rewrite, the proof of what we asked for. */
    @Override
    public void logDisagrees(DeskLedger ledger, NetworkId network, ParticipantId peer, Instant at) {
        ofPeer(ledger, IncidentKind.LOG_DISAGREES, Urgency.URGENT, network, peer, at);
    }

    /** Of each peer once a day. */
    private void ofPeer(
            DeskLedger ledger, IncidentKind kind, Urgency urgency, NetworkId network, ParticipantId peer, Instant at) {
        escalation.open(
                ledger,
                new IncidentOpening(
                        kind,
                        "%s/%s/%s".formatted(network, peer, DrillAlarm.day(at)),
                        urgency,
                        Optional.of(peer),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                at);
    }

    /** Whether the request still gives reason for the incident. */
    private static boolean stands(Incident incident, RequestRecord request) {
        return switch (incident.about().kind()) {
            // Who has acknowledged it keeps it until the end of the request.
            case REQUEST_RECEIVED -> !request.settled();
            case FEASIBILITY_DUE, FEASIBILITY_MISSED -> request.state().awaitsFeasibilityReply();
            case NO_RECEIPT ->
                request.clocks().receivedAt().isEmpty() && !request.state().ended();
            case HOLD_LAPSING ->
                request.hold()
                        .filter(hold -> lapses(hold) && incident.about().dueAt().equals(Optional.of(hold.until())))
                        .isPresent();
            case ANSWER_RECEIVED,
                    HOLD_LAPSED,
                    NOT_TAKEN,
                    CLOCKS_DIFFER,
                    CLOCK_STEPPED,
                    PEER_UNREACHABLE,
                    CERTIFICATE_EXPIRING,
                    LOG_DISAGREES,
                    FLOOD,
                    DRILL -> true;
        };
    }

    private static boolean lapses(Hold hold) {
        return hold.state() == HoldState.HELD || hold.state() == HoldState.EXTENDED;
    }

    private static IncidentKind kind(Watch.Cause cause) {
        return switch (cause) {
            case NO_RECEIPT -> IncidentKind.NO_RECEIPT;
            case FEASIBILITY_DUE -> IncidentKind.FEASIBILITY_DUE;
            case FEASIBILITY_MISSED -> IncidentKind.FEASIBILITY_MISSED;
            case HOLD_LAPSING -> IncidentKind.HOLD_LAPSING;
            case HOLD_LAPSED -> IncidentKind.HOLD_LAPSED;
        };
    }

    /** The name under which escalation knows the request. */
    static String subject(RequestRecord request) {
        return request.id().toString();
    }

    /** The request that an incident of an arrived request is about. */
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
