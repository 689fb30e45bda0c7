package eu.vigil.node.desk;

import eu.vigil.node.casework.Instants;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.PeerDrill;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.drill.Trial;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.ReachabilityTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What tests and drills want a human for, in the transaction that records them. */
final class DrillAlarm {
    /** More drills of one peer within a day page nobody: exercises must not become a way to keep people from sleeping. */
    static final int DRILLS_A_DAY_MAX = 4;

    private static final Logger LOG = LoggerFactory.getLogger(DrillAlarm.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Escalation escalation;

    DrillAlarm(Escalation escalation) {
        this.escalation = escalation;
    }

    /** A notice has arrived: a drill pages our people as a request would, an answer ends what it answers. */
    void noticed(DeskLedger ledger, Message message, Instant at) {
        Header header = message.getHeader();
        PeerId peer = new PeerId(new NetworkId(header.getNetwork()), new ParticipantId(header.getSender()));
        if (message.hasReachabilityTest() && message.getReachabilityTest().getLevel() == ReachabilityTest.Level.HUMAN) {
            drill(ledger, message, peer, at);
        } else if (message.hasReachabilityResponse()) {
            ledger.drills()
                    .trial(message.getReachabilityResponse().getNonce())
                    .filter(trial -> trial.ending().isEmpty() && trial.peer().equals(peer))
                    .filter(trial -> Probes.wire(trial.level())
                            == message.getReachabilityResponse().getLevel())
                    .ifPresent(trial -> answered(ledger, trial, header.getOfficer(), at));
        }
    }

    private void drill(DeskLedger ledger, Message message, PeerId peer, Instant at) {
        Header header = message.getHeader();
        MessageId id = MessageId.of(header.getMessageId());
        PeerDrill drill = new PeerDrill(
                id,
                peer,
                message.getReachabilityTest().getNonce(),
                at,
                Instants.of(header.getExpiresAt()),
                Optional.empty(),
                PeerDrill.State.PAGING);
        if (ledger.drills().receivedSince(peer, at.minus(DAY)) >= DRILLS_A_DAY_MAX
                || !drill.until().isAfter(at)) {
            ledger.drills().put(drill.over());
            LOG.atWarn()
                    .addKeyValue("peer", peer)
                    .log("a drill pages nobody: it came too late, or there were too many within a day");
            return;
        }
        ledger.drills().put(drill);
        escalation.open(
                ledger,
                new IncidentOpening(
                        IncidentKind.DRILL,
                        id.toString(),
                        Urgency.URGENT,
                        Optional.of(peer.participant()),
                        Optional.empty(),
                        Optional.of("ReachabilityTest"),
                        Optional.empty(),
                        true),
                at);
    }

    /** The drill that an incident is about. */
    static MessageId drill(Incident incident) {
        return MessageId.of(incident.about().subject());
    }

    /** A trial was answered in time. */
    private void answered(DeskLedger ledger, Trial trial, String officer, Instant at) {
        Trial ended = trial.ended(new Trial.Ending.Answered(at, officer));
        ledger.drills().put(ended);
        switch (trial.level()) {
            case HUMAN -> {}
            case MACHINE -> {
                ledger.drills().count(trial.peer(), day(at), true);
                Optional<Reach> before = ledger.drills().reach(trial.peer());
                before.flatMap(reach -> unreachable(ledger, reach))
                        .ifPresent(incident -> escalation.close(ledger, incident.code(), at));
                before.ifPresent(reach ->
                        ledger.drills().put(reach.answered(at, ended.taken().orElseThrow())));
            }
        }
    }

    /** Tells somebody, once for each time that a peer cannot be reached. */
    void tell(DeskLedger ledger, Reach reach, Instant at) {
        escalation.open(
                ledger,
                new IncidentOpening(
                        IncidentKind.PEER_UNREACHABLE,
                        subject(reach),
                        // Nobody waits for it: a request that does has its own call after five minutes.
                        Urgency.ROUTINE,
                        Optional.of(reach.peer().participant()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                at);
    }

    /** Nobody came in time: nobody is paged any more. */
    void lapse(DeskLedger ledger, PeerDrill drill, Instant at) {
        ledger.drills().put(drill.over());
        ledger.incidents()
                .find(IncidentKind.DRILL, drill.id().toString())
                .ifPresent(incident -> escalation.close(ledger, incident.code(), at));
    }

    /** The incident of a peer that cannot be reached, if somebody was told. */
    static Optional<Incident> unreachable(DeskLedger ledger, Reach reach) {
        return reach.failingSince()
                .flatMap(_ -> ledger.incidents().find(IncidentKind.PEER_UNREACHABLE, subject(reach)));
    }

    private static String subject(Reach reach) {
        return "%s/%s/%s"
                .formatted(
                        reach.peer().network(),
                        reach.peer().participant(),
                        reach.failingSince().orElseThrow());
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
