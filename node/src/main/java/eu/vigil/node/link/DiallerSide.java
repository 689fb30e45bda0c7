package eu.vigil.node.link;

import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link that this node dialled: tells the dispatcher what comes, and is its handle once the link is open. */
final class DiallerSide implements LinkSide {
    private static final Logger LOG = LoggerFactory.getLogger(DiallerSide.class);

    private final LinkPeer peer;
    private final String address;
    private final DialledLinkEvents node;
    private final Runnable onEnd;
    // Taken by the caller of deliver before the loop hears of it, so that no two callers spend the same credit.
    private final AtomicReference<LaneCredits> credit = new AtomicReference<>(LaneCredits.NONE);

    DiallerSide(LinkPeer peer, String address, DialledLinkEvents node, Runnable onEnd) {
        this.peer = peer;
        this.address = address;
        this.node = node;
        this.onEnd = onEnd;
    }

    @Override
    public void opened(LinkHandler link, LinkAction.Open open) {
        LOG.atInfo()
                .addKeyValue("peer", peer.participant())
                .addKeyValue("network", peer.network())
                .addKeyValue("address", address)
                .addKeyValue("security", link.security())
                .log("link to peer open");
        credit.set(open.credit());
        node.opened(new Handle(link), open.hello(), open.credit());
    }

    @Override
    public void forDialler(LinkHandler link, LinkAction.ForDialler action) {
        switch (action) {
            case LinkAction.GrantCredit(Lane lane, int more) -> {
                credit.updateAndGet(before -> before.plus(lane, more));
                node.creditGranted(lane, more);
            }
            case LinkAction.TakeReceipt(Receipt receipt) -> node.receipted(receipt);
            case LinkAction.TakeBusy(Busy busy) -> node.busy(busy);
            case LinkAction.TakeProof(ConsistencyProof proof) -> node.consistencyProved(proof);
        }
    }

    @Override
    public void forListener(LinkHandler link, LinkAction.ForListener action) {
        throw new IllegalStateException("not a listener: " + action);
    }

    @Override
    public void ended(LinkHandler link, LinkEnd end) {
        LOG.atInfo()
                .addKeyValue("peer", peer.participant())
                .addKeyValue("network", peer.network())
                .addKeyValue("by", end.by())
                .addKeyValue("reason", end.reason())
                .addKeyValue("text", end.text())
                .log("link to peer closed");
        onEnd.run();
        node.closed(new LinkClosed(end.reason(), "%s: %s".formatted(address, end.text())));
    }

    private final class Handle implements DialledLink {
        private final LinkHandler link;

        private Handle(LinkHandler link) {
            this.link = link;
        }

        @Override
        public LaneCredits credit() {
            return credit.get();
        }

        @Override
        public void deliver(Deliver deliver) {
            Lane lane = deliver.getLane();
            LaneCredits before = credit.getAndUpdate(left -> left.in(lane) == 0 ? left : left.plus(lane, -1));
            if (before.in(lane) == 0) {
                throw new IllegalStateException("a delivery to %s without credit in the lane %s".formatted(peer, lane));
            }
            link.happens(at -> new LinkEvent.DeliverAsked(deliver, at));
        }

        @Override
        public void askConsistency(long from, long to) {
            ConsistencyRequest request =
                    ConsistencyRequest.newBuilder().setFrom(from).setTo(to).build();
            link.happens(at -> new LinkEvent.ConsistencyAsked(request, at));
        }

        @Override
        public void close(Bye.Reason reason) {
            link.happens(at -> new LinkEvent.StopAsked(reason, at));
        }

        @Override
        public LinkSecurity security() {
            return link.security();
        }
    }
}
