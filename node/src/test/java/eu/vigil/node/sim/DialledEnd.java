package eu.vigil.node.sim;

import eu.vigil.node.link.DialledLink;
import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkClosed;
import eu.vigil.node.link.LinkSecurity;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.util.Optional;

/** The end that delivers. */
final class DialledEnd extends End implements DialledLink {
    private static final LinkSecurity SECURITY = new LinkSecurity("none", "none", Optional.empty());

    private final Machine peer;
    private final DialledLinkEvents node;
    private LaneCredits credit = LaneCredits.NONE;

    DialledEnd(World world, Connection connection, Machine machine, Machine peer, DialledLinkEvents node) {
        super(world, connection, machine);
        this.peer = peer;
        this.node = node;
    }

    @Override
    void leaves(Frame frame) {}

    @Override
    void opened(LinkAction.Open open) {
        world().note("%s to %s: open, credit %s".formatted(machine(), peer, open.credit()));
        credit = open.credit();
        node.opened(this, open.hello(), open.credit());
    }

    @Override
    void told(LinkAction.ForDialler action) {
        switch (action) {
            case LinkAction.GrantCredit(Lane lane, int more) -> {
                credit = credit.plus(lane, more);
                node.creditGranted(lane, more);
            }
            case LinkAction.TakeReceipt(Receipt receipt) -> node.receipted(receipt);
            case LinkAction.TakeBusy(Busy busy) -> {
                world().note("%s hears that %s is busy: %s".formatted(machine(), peer, busy.getReason()));
                node.busy(busy);
            }
            case LinkAction.TakeProof(ConsistencyProof proof) -> node.consistencyProved(proof);
        }
    }

    @Override
    void told(LinkAction.ForListener action) {
        world().violated(Invariant.NO_DEFECT, "not a listener: " + action);
    }

    @Override
    void ended(LinkEnd end) {
        world().note("%s to %s: over, %s".formatted(machine(), peer, end.text()));
        mayEnd(end);
        node.closed(new LinkClosed(end.reason(), end.text()));
    }

    /** Two sound nodes have nothing to reproach each other with. */
    private void mayEnd(LinkEnd end) {
        switch (end.reason()) {
            case REASON_UNSPECIFIED, IDLE, STOPPING -> {}
            default -> world().violated(Invariant.NO_DEFECT, "%s to %s: %s".formatted(machine(), peer, end));
        }
    }

    @Override
    public LaneCredits credit() {
        return credit;
    }

    @Override
    public void deliver(Deliver deliver) {
        if (credit.in(deliver.getLane()) == 0) {
            world().violated(
                            Invariant.CREDIT_IS_CONSERVED,
                            "%s delivers to %s without credit".formatted(machine(), peer));
            return;
        }
        credit = credit.plus(deliver.getLane(), -1);
        happens(at -> new LinkEvent.DeliverAsked(deliver, at));
    }

    @Override
    public void askConsistency(long from, long to) {
        ConsistencyRequest request =
                ConsistencyRequest.newBuilder().setFrom(from).setTo(to).build();
        happens(at -> new LinkEvent.ConsistencyAsked(request, at));
    }

    @Override
    public void close(Bye.Reason reason) {
        happens(at -> new LinkEvent.StopAsked(reason, at));
    }

    @Override
    public LinkSecurity security() {
        return SECURITY;
    }
}
