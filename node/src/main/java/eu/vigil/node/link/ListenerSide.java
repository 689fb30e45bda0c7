package eu.vigil.node.link;

import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link that a peer dialled, as this node sees it: hands on what comes, brings back the answers. */
final class ListenerSide implements LinkSide {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerSide.class);

    private final LinkPeer peer;
    private final LinkListener node;
    private final Supplier<Set<Lane>> held;
    private final Consumer<LinkHandler> onOpen;
    private boolean opened;

    /** @param held the lanes in which no credit is given for now */
    ListenerSide(LinkPeer peer, LinkListener node, Supplier<Set<Lane>> held, Consumer<LinkHandler> onOpen) {
        this.peer = peer;
        this.node = node;
        this.held = held;
        this.onOpen = onOpen;
    }

    @Override
    public void opened(LinkHandler link, LinkAction.Open open) {
        opened = true;
        LOG.atInfo()
                .addKeyValue("peer", peer.participant())
                .addKeyValue("network", peer.network())
                .addKeyValue("security", link.security())
                .log("link from peer open");
        onOpen.accept(link);
        node.opened(peer.participant(), peer.network(), open.hello());
    }

    @Override
    public void forListener(LinkHandler link, LinkAction.ForListener action) {
        switch (action) {
            case LinkAction.AskWelcome(Hello hello) ->
                node.greeted(
                        peer.participant(),
                        peer.network(),
                        hello,
                        new Once<>(
                                "a Hello",
                                welcome -> link.happens(at -> new LinkEvent.WelcomeGiven(welcome, held.get(), at))));
            case LinkAction.TakeDelivery(Deliver deliver) ->
                node.delivered(
                        peer.participant(),
                        peer.network(),
                        deliver,
                        new Once<>("an envelope", answer -> answer(link, deliver, answer)));
            case LinkAction.ProveConsistency(ConsistencyRequest request) ->
                node.consistencyAsked(
                        peer.participant(),
                        peer.network(),
                        request,
                        new Once<>("a consistency request", proof -> prove(link, request, proof)));
        }
    }

    @Override
    public void forDialler(LinkHandler link, LinkAction.ForDialler action) {
        throw new IllegalStateException("not a dialler: " + action);
    }

    @Override
    public void ended(LinkHandler link, LinkEnd end) {
        LOG.atInfo()
                .addKeyValue("peer", peer.participant())
                .addKeyValue("network", peer.network())
                .addKeyValue("by", end.by())
                .addKeyValue("reason", end.reason())
                .addKeyValue("text", end.text())
                .log("link from peer closed");
        if (opened) {
            node.closed(peer.participant(), peer.network(), end.reason());
        }
    }

    private static void answer(LinkHandler link, Deliver deliver, Answer answer) {
        if (!answer.messageId().equals(deliver.getEnvelope().getMessageId())) {
            throw new IllegalArgumentException("message_id: the answer is to another envelope");
        }
        switch (answer) {
            case Answer.Receipted(Receipt receipt) -> link.happens(at -> new LinkEvent.Receipted(receipt, at));
            case Answer.NotNow(Busy busy) -> link.happens(at -> new LinkEvent.TurnedAway(busy, at));
        }
    }

    private static void prove(LinkHandler link, ConsistencyRequest request, Optional<ConsistencyProof> proof) {
        ConsistencyProof sent = proof.orElseGet(ConsistencyProof::getDefaultInstance).toBuilder()
                .setFrom(request.getFrom())
                .setTo(request.getTo())
                .build();
        link.happens(at -> new LinkEvent.Proved(sent, at));
    }
}
