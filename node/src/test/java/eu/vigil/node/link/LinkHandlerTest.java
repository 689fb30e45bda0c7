package eu.vigil.node.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.Link;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.link.Step;
import eu.vigil.protocol.wire.Bye;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinkHandlerTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:00Z");

    /** A loop that does nothing until the test lets it, and on which the test is not. */
    private static final class HeldLoop extends AbstractEventExecutor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean running;

        void run() {
            running = true;
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            running = false;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean inEventLoop(Thread thread) {
            return running;
        }

        @Override
        public boolean isShuttingDown() {
            return false;
        }

        @Override
        public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
            return terminationFuture();
        }

        @Override
        @Deprecated
        public void shutdown() {}

        @Override
        public Future<?> terminationFuture() {
            Promise<Void> never = newPromise();
            return never;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }

    @Test
    void aNodeThatStopsBetweenTheEndOfTlsAndTheBeginningOfALinkEndsThatLinkToo() {
        LinkPeer peer = new LinkPeer(new ParticipantId("BE"), new NetworkId("EU-ART13"));
        HeldLoop loop = new HeldLoop();
        RecordingNode node = new RecordingNode();
        LinkHandler link = new LinkHandler(
                loop,
                new Step(Link.listen(peer, LinkLimits.DEFAULT, NOW), List.of()),
                new ListenerSide(peer, node, Set::of, _ -> {}),
                LinkLimits.DEFAULT,
                () -> NOW,
                new FrameDecoder(LinkLimits.DEFAULT),
                new LinkSecurity("TLSv1.3", "none", Optional.empty()));
        assertThatCode(() -> link.happens(at -> new LinkEvent.StopAsked(Bye.Reason.STOPPING, at)))
                .doesNotThrowAnyException();

        EmbeddedChannel channel = new EmbeddedChannel(link);
        loop.run();
        channel.runPendingTasks();
        assertThat(channel.outboundMessages()).singleElement().asString().contains("STOPPING");
    }
}
