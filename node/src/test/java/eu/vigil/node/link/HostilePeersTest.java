package eu.vigil.node.link;

import static eu.vigil.node.link.RecordingNode.next;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Credit;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Ping;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever some do, over real sockets: memory stays flat, nothing here is a defect, and an honest peer's requests go through. */
@ExtendWith(Leaks.class)
@Timeout(90)
class HostilePeersTest {
    private static final TestNode BE = TestNode.of("BE");
    private static final TestNode FR = TestNode.of("FR");
    private static final TestNode NL = TestNode.of("NL");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");
    private static final long FLAT_BYTES = 24L << 20;

    private final LinkLoops loops = new LinkLoops(1);
    private final RecordingNode node = new RecordingNode();
    private final LinkTls tls = FR.linkTls(BE, NL);
    private final LinkServer server = new LinkServer(loops, tls, hurried(), TestNode.CLOCK, node);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private InetSocketAddress address = new InetSocketAddress(0);

    @BeforeEach
    void listen() throws Exception {
        node.receipting = true;
        log.start();
        room().addAppender(log);
        address = server.listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        tls.close();
        room().detachAppender(log);
        assertThat(log.list)
                .as("no peer brings out a defect of ours")
                .noneMatch(event -> event.getLevel() == Level.ERROR);
    }

    private static Logger room() {
        return (Logger) LoggerFactory.getLogger(LinkServer.class.getPackageName());
    }

    private RawPeer belgium() throws Exception {
        return new RawPeer(BE.jdkTls(FR), address);
    }

    private RawPeer openBelgium() throws Exception {
        RawPeer peer = belgium().send(TestFrames.helloFrame("BE"));
        assertThat(peer.read().hasWelcome()).isTrue();
        return peer;
    }

    /** The Netherlands, from another address, deliver and hear receipts. */
    private void anHonestPeerGetsThrough() throws Exception {
        try (RawPeer honest = new RawPeer(NL.jdkTls(FR), address, ELSEWHERE)) {
            honest.send(TestFrames.helloFrame("NL"));
            assertThat(honest.read().hasWelcome()).isTrue();
            for (int number = 0; number < 10; number++) {
                Deliver deliver = TestFrames.deliver("NL", "FR", 2048);
                honest.send(Frame.newBuilder().setDeliver(deliver).build());
                assertThat(honest.read().getReceipt()).isEqualTo(TestFrames.receipt(deliver));
            }
        }
    }

    private static long memory() {
        System.gc();
        System.gc();
        long buffers = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
        return buffers
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void aThousandConnectionsFromOneAddressKeepNobodyElseOut() throws Exception {
        anHonestPeerGetsThrough();
        long before = memory();
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int number = 0; number < 1000; number++) {
                crowd.add(new Socket(address.getAddress(), address.getPort()));
            }
            anHonestPeerGetsThrough();
            assertThat(memory() - before).isLessThan(FLAT_BYTES);
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void whoDribblesItsHandshakeIsSentAwayWhileOthersGetThrough() throws Exception {
        List<Socket> lorises = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            Socket loris = new Socket(address.getAddress(), address.getPort());
            loris.setSoTimeout(20);
            lorises.add(loris);
        }
        anHonestPeerGetsThrough();
        byte[] clientHello = {22, 3, 1, 64, 0, 1, 0, 63, (byte) 252};
        for (Socket loris : lorises) {
            assertThat(bytesUntilClosed(loris, clientHello)).isLessThan(2000);
        }
    }

    // A byte now and then: more than a hand-shake's time would hold, if it were let.
    private static int bytesUntilClosed(Socket socket, byte... first) throws IOException {
        int sent = 0;
        try (socket) {
            while (sent < 2000) {
                socket.getOutputStream().write(sent < first.length ? first[sent] : 0);
                sent++;
                try {
                    if (socket.getInputStream().read() < 0) {
                        return sent;
                    }
                } catch (SocketTimeoutException _) {
                    // that was the pause
                }
            }
            return sent;
        } catch (SocketException _) {
            return sent; // reset is closed too
        }
    }

    @Test
    void aFrameThatDribblesInEndsItsLinkAndNoOther() throws Exception {
        try (RawPeer loris = openBelgium()) {
            loris.sendRaw((byte) 0, (byte) 0, (byte) 64, (byte) 0);
            anHonestPeerGetsThrough();
            boolean heard = false;
            for (int bytes = 0; bytes < 1000 && !heard; bytes++) {
                loris.sendRaw((byte) 0);
                heard = loris.hears(20);
            }
            assertThat(heard).as("a Bye before the frame is whole").isTrue();
        }
        assertThat(closedBelgium()).isEqualTo(Bye.Reason.PROTOCOL_ERROR);
    }

    private Bye.Reason closedBelgium() throws InterruptedException {
        Bye.Reason reason = next(node.closed);
        while (reason == Bye.Reason.REASON_UNSPECIFIED) { // the honest peer, who just hangs up
            reason = next(node.closed);
        }
        return reason;
    }

    @Test
    void whoNeverReadsItsAnswersIsReadNoFurther() throws Exception {
        anHonestPeerGetsThrough();
        long before = memory();
        try (RawPeer deaf = openBelgium()) {
            Thread talking = Thread.ofVirtual().start(() -> pingForEver(deaf));
            for (int round = 0; round < 10; round++) {
                anHonestPeerGetsThrough();
            }
            assertThat(memory() - before).isLessThan(FLAT_BYTES);
            deaf.cut();
            talking.join();
        }
    }

    private static void pingForEver(RawPeer peer) {
        byte[] ping = framed(Frame.newBuilder()
                .setPing(Ping.newBuilder().setNonce(7))
                .build()
                .toByteArray());
        byte[] many = new byte[ping.length * 500];
        for (int place = 0; place < many.length; place += ping.length) {
            System.arraycopy(ping, 0, many, place, ping.length);
        }
        try {
            while (true) {
                peer.sendRaw(many);
            }
        } catch (IOException _) {
            // closed, as the test does in the end
        }
    }

    @Test
    void envelopesThatNobodyAnswersYetAreHeldOnlyUpToALimit() throws Exception {
        node.receipting = false;
        long before = memory();
        try (RawPeer peer = openBelgium()) {
            Thread flooding = Thread.ofVirtual().start(() -> deliverAll(peer));
            for (int number = 0; number < 11; number++) {
                next(node.taken);
            }
            assertThat(node.taken.poll(300, TimeUnit.MILLISECONDS))
                    .as("read no further at 2 MiB")
                    .isNull();
            assertThat(memory() - before).isLessThan(FLAT_BYTES);
            peer.cut();
            flooding.join();
        }
    }

    private static void deliverAll(RawPeer peer) {
        try {
            for (int number = 0; number < 256; number++) {
                peer.send(Frame.newBuilder()
                        .setDeliver(TestFrames.deliver("BE", "FR", 190 * 1024))
                        .build());
            }
        } catch (IOException _) {
            // closed, as the test does in the end
        }
    }

    @Test
    void ofTooManyLinksOfOnePeerTheOldestEndsAndTheNewestWorks() throws Exception {
        List<RawPeer> links = new ArrayList<>();
        try {
            for (int number = 0; number < 5; number++) {
                links.add(openBelgium());
            }
            assertThat(links.getFirst().readToEnd())
                    .containsExactly(Frame.newBuilder()
                            .setBye(Bye.newBuilder().setReason(Bye.Reason.TOO_MANY_LINKS))
                            .build());
            assertThat(server.links()).isEqualTo(4);
            for (RawPeer link : links.subList(1, 5)) {
                Deliver deliver = TestFrames.deliver("BE", "FR", 10);
                link.send(Frame.newBuilder().setDeliver(deliver).build());
                assertThat(link.read().getReceipt()).isEqualTo(TestFrames.receipt(deliver));
            }
            anHonestPeerGetsThrough();
        } finally {
            for (RawPeer link : links) {
                link.close();
            }
        }
    }

    @Test
    void aFrameFullOfTinyThingsIsRefusedAndLeavesNothing() throws Exception {
        anHonestPeerGetsThrough();
        long before = memory();
        Hello.Builder bomb = TestFrames.hello("BE").toBuilder();
        for (int number = 0; number < 120_000; number++) {
            bomb.addCredits(Credit.getDefaultInstance());
        }
        Frame frame = Frame.newBuilder().setHello(bomb).build();
        for (int round = 0; round < 10; round++) {
            try (RawPeer peer = openBelgium().send(frame)) {
                assertThat(peer.readToEnd().getLast().getBye().getReason()).isEqualTo(Bye.Reason.PROTOCOL_ERROR);
            }
        }
        anHonestPeerGetsThrough();
        assertThat(memory() - before).isLessThan(FLAT_BYTES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void garbageInAnyFieldOfAnyFrameEndsTheLinkOrIsAnsweredInOrder(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] hello = TestFrames.helloFrame("BE").toByteArray();
        byte[] deliver = Frame.newBuilder()
                .setDeliver(TestFrames.deliver("BE", "FR", 64))
                .build()
                .toByteArray();
        for (int round = 0; round < 20; round++) {
            try (RawPeer peer = belgium()) {
                boolean greets = random.nextBoolean();
                peer.sendRaw(framed(greets ? hello : spoiled(hello, random)));
                if (greets) {
                    assertThat(peer.read().hasWelcome()).isTrue();
                    for (int number = 0; number < 5; number++) {
                        peer.sendRaw(framed(spoiled(deliver, random)));
                    }
                }
                peer.sendRaw(framed(new byte[] {-1, -1, -1, -1}));
                assertThat(peer.readToEnd())
                        .as("until the node closes")
                        .allMatch(
                                frame -> frame.hasWelcome() || frame.hasReceipt() || frame.hasPong() || frame.hasBye());
            }
        }
        anHonestPeerGetsThrough();
    }

    private static byte[] spoiled(byte[] frame, SplittableRandom random) {
        byte[] spoiled = Arrays.copyOf(frame, frame.length);
        for (int change = 0; change <= random.nextInt(4); change++) {
            spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
        }
        return spoiled;
    }

    private static byte[] framed(byte... bytes) {
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    @Test
    void aLengthOfTwoGibibytesTakesNoMemory() throws Exception {
        anHonestPeerGetsThrough();
        long before = memory();
        for (int round = 0; round < 20; round++) {
            try (RawPeer peer =
                    openBelgium().sendRaw(ByteString.fromHex("7fffffff").toByteArray())) {
                assertThat(peer.readToEnd())
                        .last()
                        .satisfies(last -> assertThat(last.hasBye()).isTrue());
            }
        }
        assertThat(memory() - before).isLessThan(FLAT_BYTES);
    }

    private static LinkLimits hurried() {
        LinkLimits normal = LinkLimits.DEFAULT;
        return new LinkLimits(
                normal.frameBytesMaxBeforeHello(),
                normal.frameBytesMax(),
                normal.unreceiptedMax(),
                normal.unansweredBytesMax(),
                normal.creditMax(),
                normal.consistencyRequestsMax(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                normal.pingAfter(),
                normal.idleMax(),
                normal.finishMax(),
                Duration.ofMillis(100),
                normal.connectMax(),
                normal.linksMax(),
                normal.linksPerPeerMax(),
                normal.unauthenticatedPerAddressMax(),
                normal.unsentBytesMax());
    }
}
