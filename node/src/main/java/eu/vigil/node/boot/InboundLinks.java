package eu.vigil.node.boot;

import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.intake.Intake;
import eu.vigil.node.journal.JournalLedger;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.link.Answer;
import eu.vigil.node.link.LinkListener;
import eu.vigil.node.metrics.Meters;
import eu.vigil.node.peers.PeerCall;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads what comes over links that others dialled to the room that answers it. */
final class InboundLinks implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(InboundLinks.class);

    private final Greetings greetings;
    private final Intake<?> intake;
    private final Dispatch<?> dispatch;
    private final Reads<? extends JournalLedger> reads;
    private final Meters meters;
    private final InstantSource clock;
    private final Map<PeerId, Integer> open = new ConcurrentHashMap<>();
    private final Map<PeerId, PeerCall> calls = new ConcurrentHashMap<>();

    InboundLinks(
            Greetings greetings,
            Intake<?> intake,
            Dispatch<?> dispatch,
            Reads<? extends JournalLedger> reads,
            InstantSource clock,
            Meters meters) {
        this.greetings = greetings;
        this.intake = intake;
        this.dispatch = dispatch;
        this.reads = reads;
        this.meters = meters;
        this.clock = clock;
    }

    /** How the links that a peer dialled to us stand; empty if it never did. */
    Optional<PeerCall> call(PeerId peer) {
        return Optional.ofNullable(calls.get(peer));
    }

    /** Peers that hold a link to us. */
    Set<PeerId> listening() {
        return Set.copyOf(open.keySet());
    }

    @Override
    public void greeted(ParticipantId peer, NetworkId network, Hello hello, Consumer<Hello> welcome) {
        greetings.to(new PeerId(network, peer)).whenComplete((own, failure) -> {
            if (own != null) {
                welcome.accept(own);
            } else {
                LOG.atError().setCause(failure).addKeyValue("peer", peer).log("no Welcome could be made");
            }
        });
    }

    @Override
    public void opened(ParticipantId peer, NetworkId network, Hello hello) {
        PeerId id = new PeerId(network, peer);
        if (open.merge(id, 1, Integer::sum) == 1) {
            calls.put(id, new PeerCall(true, clock.instant()));
        }
        LOG.atInfo()
                .addKeyValue("peer", id)
                .addKeyValue("software", hello.getSoftware())
                .log("peer has dialled us");
        dispatch.heard(id);
    }

    @Override
    public void delivered(ParticipantId peer, NetworkId network, Deliver deliver, Consumer<Answer> reply) {
        intake.delivered(peer, network, deliver, answer -> {
            meters.answered(word(answer));
            reply.accept(answer);
        });
    }

    private static Enum<?> word(Answer answer) {
        return switch (answer) {
            case Answer.NotNow(var busy) -> busy.getReason();
            case Answer.Receipted(var receipt) -> decision(receipt);
        };
    }

    /** The leaf is our own: that it cannot be read is a defect. */
    private static Decision decision(Receipt receipt) {
        try {
            return Leaf.parseFrom(receipt.getLeaf()).getDecision();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a receipt of ours holds no leaf", e);
        }
    }

    @Override
    public void consistencyAsked(
            ParticipantId peer,
            NetworkId network,
            ConsistencyRequest request,
            Consumer<Optional<ConsistencyProof>> reply) {
        PairLogId log = new PairLogId(network, peer);
        reads.<Optional<ConsistencyProof>>read(
                        ledger -> ledger.pairLogs().consistency(log, request.getFrom(), request.getTo()))
                .whenComplete((proof, failure) -> {
                    if (failure != null) {
                        LOG.atWarn()
                                .setCause(failure)
                                .addKeyValue("log", log)
                                .log("no consistency proof could be read");
                    }
                    reply.accept(proof == null ? Optional.empty() : proof);
                });
    }

    @Override
    public void closed(ParticipantId peer, NetworkId network, Bye.Reason reason) {
        PeerId id = new PeerId(network, peer);
        if (open.computeIfPresent(id, (_, links) -> links == 1 ? null : links - 1) == null) {
            calls.put(id, new PeerCall(false, clock.instant()));
        }
        LOG.atInfo().addKeyValue("peer", id).addKeyValue("reason", reason).log("peer's link is closed");
    }
}
