package eu.vigil.node.desk;

import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.PeerDrill;
import eu.vigil.node.escalation.AcknowledgementListener;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.journal.Priority;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.ReachabilityResponse;
import eu.vigil.protocol.wire.ReachabilityTest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our side of a peer's drill: once a human has acknowledged, the peer is told, in that person's name. That it is owed is written with the
 * acknowledgement, so that a node that dies in between tells it at its next start.
 *
 * @param <T> the ledger
 */
final class DrillAnswers<T extends DeskLedger> implements AcknowledgementListener<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DrillAnswers.class);
    private static final int AT_ONCE_MAX = 50;

    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Post<T> post;
    private final Probes probes;
    private final DrillAlarm alarm;
    private final InstantSource clock;
    private final Executor workers;

    DrillAnswers(
            ParticipantId self,
            Ledgers<T> ledgers,
            Post<T> post,
            Probes probes,
            DrillAlarm alarm,
            InstantSource clock,
            Executor workers) {
        this.self = self;
        this.ledgers = ledgers;
        this.post = post;
        this.probes = probes;
        this.alarm = alarm;
        this.clock = clock;
        this.workers = workers;
    }

    @Override
    public void acknowledging(T ledger, IncidentAcknowledged what) {
        if (what.incident().about().kind() != IncidentKind.DRILL) {
            return;
        }
        ledger.drills()
                .received(DrillAlarm.drill(what.incident()))
                .filter(drill -> drill.state() == PeerDrill.State.PAGING)
                // Our own drill is over with it, and there is nobody to tell.
                .map(drill -> drill.from().participant().equals(self) ? drill.over() : seen(drill, what))
                .ifPresent(ledger.drills()::put);
    }

    /** A channel that nobody in particular watches proves no human. */
    private static PeerDrill seen(PeerDrill drill, IncidentAcknowledged what) {
        return what.personName().map(drill::acknowledged).orElseGet(drill::over);
    }

    @Override
    public void acknowledged(IncidentAcknowledged what) {
        if (what.incident().about().kind() == IncidentKind.DRILL) {
            workers.execute(this::payAll);
        }
    }

    /** Tells what is owed, and ends what nobody came for; to be called at start and now and then. */
    void payAll() {
        try {
            Instant now = clock.instant();
            List<PeerDrill> owed = ledgers.read(ledger -> ledger.drills().owed(AT_ONCE_MAX));
            owed.forEach(this::pay);
            if (!ledgers.read(ledger -> ledger.drills().lapsed(now, 1)).isEmpty()) {
                ledgers.write(
                        (ledger, at) -> {
                            ledger.drills().lapsed(now, AT_ONCE_MAX).forEach(drill -> alarm.lapse(ledger, drill, at));
                            return true;
                        },
                        Priority.PEOPLE);
            }
        } catch (Ledgers.Unavailable e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("answers to drills wait");
        }
    }

    private void pay(PeerDrill drill) {
        Message body = Message.newBuilder()
                .setReachabilityResponse(ReachabilityResponse.newBuilder()
                        .setNonce(drill.nonce())
                        .setLevel(ReachabilityTest.Level.HUMAN))
                .build();
        Optional<Message> draft = probes.draft(
                body, Level.HUMAN, drill.from().network(), drill.from().participant());
        if (draft.isEmpty()) {
            LOG.atWarn().addKeyValue("peer", drill.from()).log("no legal basis lets this node answer a drill");
            return;
        }
        Post.Letter letter = probes.letter(
                draft.get(), Optional.of(drill.id()), drill.officer().orElseThrow(), NodeFacts.LIFETIME);
        switch (post.send(letter, (ledger, _, _, _) -> told(ledger, drill.id()))) {
            case Post.Posted.Accepted _, Post.Posted.Late _ -> {} // told now, or before
            case Post.Posted.Wrong(var violations) ->
                LOG.atError().addKeyValue("why", violations).log("a drill was not answered");
        }
    }

    private Optional<String> told(T ledger, MessageId id) {
        PeerDrill drill = ledger.drills().received(id).orElseThrow();
        if (drill.state() != PeerDrill.State.OWED) {
            return Optional.of("told already");
        }
        ledger.drills().put(drill.over());
        return Optional.empty();
    }
}
