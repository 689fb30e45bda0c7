package eu.vigil.node.sim;

import eu.vigil.node.link.Answer;
import eu.vigil.node.link.LinkListener;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Receipt;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The end that receives. */
final class ListeningEnd extends End {
    private final ParticipantId peer;
    private final LinkListener node;
    private boolean opened;

    ListeningEnd(World world, Connection connection, Machine machine, Machine peer) {
        super(world, connection, machine);
        this.peer = peer.id();
        this.node = Objects.requireNonNull(machine.process()).listener();
    }

    @Override
    void leaves(Frame frame) {
        if (frame.hasReceipt()) {
            world().chronicle().receiptLeaves(machine(), peer, frame.getReceipt());
        }
    }

    @Override
    void opened(LinkAction.Open open) {
        opened = true;
        node.opened(peer, Continent.NETWORK, open.hello());
    }

    @Override
    void told(LinkAction.ForListener action) {
        switch (action) {
            case LinkAction.AskWelcome(Hello hello) ->
                node.greeted(
                        peer,
                        Continent.NETWORK,
                        hello,
                        welcome -> happens(at -> new LinkEvent.WelcomeGiven(welcome, Set.of(), at)));
            case LinkAction.TakeDelivery(Deliver deliver) ->
                node.delivered(peer, Continent.NETWORK, deliver, this::answered);
            case LinkAction.ProveConsistency(ConsistencyRequest request) ->
                node.consistencyAsked(peer, Continent.NETWORK, request, proof -> proved(request, proof));
        }
    }

    private void answered(Answer answer) {
        switch (answer) {
            case Answer.Receipted(Receipt receipt) -> happens(at -> new LinkEvent.Receipted(receipt, at));
            case Answer.NotNow(Busy busy) -> happens(at -> new LinkEvent.TurnedAway(busy, at));
        }
    }

    private void proved(ConsistencyRequest request, Optional<ConsistencyProof> proof) {
        ConsistencyProof sent = proof.orElseGet(ConsistencyProof::getDefaultInstance).toBuilder()
                .setFrom(request.getFrom())
                .setTo(request.getTo())
                .build();
        happens(at -> new LinkEvent.Proved(sent, at));
    }

    @Override
    void told(LinkAction.ForDialler action) {
        world().violated(Invariant.NO_DEFECT, "not a dialler: " + action);
    }

    @Override
    void ended(LinkEnd end) {
        if (opened) {
            node.closed(peer, Continent.NETWORK, end.reason());
        }
    }
}
