package eu.vigil.node.link;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Hello;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that welcomes everybody as France and writes down what it is told. */
final class RecordingNode implements LinkListener {
    /** An envelope that waits for its answer. */
    record Taken(ParticipantId peer, Deliver deliver, Consumer<Answer> reply) {}

    final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    final BlockingQueue<ParticipantId> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Bye.Reason> closed = new LinkedBlockingQueue<>();
    volatile boolean receipting;

    @Override
    public void greeted(ParticipantId peer, NetworkId network, Hello hello, Consumer<Hello> welcome) {
        welcome.accept(TestFrames.hello("FR"));
    }

    @Override
    public void opened(ParticipantId peer, NetworkId network, Hello hello) {
        opened.add(peer);
    }

    @Override
    public void delivered(ParticipantId peer, NetworkId network, Deliver deliver, Consumer<Answer> reply) {
        if (receipting) {
            reply.accept(new Answer.Receipted(TestFrames.receipt(deliver)));
        } else {
            taken.add(new Taken(peer, deliver, reply));
        }
    }

    @Override
    public void consistencyAsked(
            ParticipantId peer,
            NetworkId network,
            ConsistencyRequest request,
            Consumer<Optional<ConsistencyProof>> reply) {
        reply.accept(request.getTo() == 9 ? Optional.of(TestFrames.proof()) : Optional.empty());
    }

    @Override
    public void closed(ParticipantId peer, NetworkId network, Bye.Reason reason) {
        closed.add(reason);
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(20, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came within 20 s");
        }
        return value;
    }
}
