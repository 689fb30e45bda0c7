package eu.vigil.node.link;

import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A dispatcher that writes down what it is told. */
final class RecordingEvents implements DialledLinkEvents {
    final BlockingQueue<DialledLink> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    final BlockingQueue<Busy> busy = new LinkedBlockingQueue<>();
    /** What came in the lane of the envelopes that tests send. */
    final BlockingQueue<Integer> credit = new LinkedBlockingQueue<>();

    final BlockingQueue<ConsistencyProof> proofs = new LinkedBlockingQueue<>();
    final BlockingQueue<LinkClosed> closed = new LinkedBlockingQueue<>();

    @Override
    public void opened(DialledLink link, Hello welcome, LaneCredits granted) {
        credit.add(granted.urgent());
        opened.add(link);
    }

    @Override
    public void creditGranted(Lane lane, int more) {
        credit.add(more);
    }

    @Override
    public void receipted(Receipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void busy(Busy answer) {
        busy.add(answer);
    }

    @Override
    public void consistencyProved(ConsistencyProof proof) {
        proofs.add(proof);
    }

    @Override
    public void closed(LinkClosed why) {
        closed.add(why);
    }
}
