package eu.vigil.node.link;

import static eu.vigil.node.link.RecordingNode.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import eu.vigil.pki.certificate.LinkIdentity;
import eu.vigil.pki.certificate.LinkTrust;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Lane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** France listens; Belgium's certificate is in order, what is done with it is not. */
@ExtendWith(Leaks.class)
@Timeout(60)
class LinkServerTest {
    private static final TestNode BE = TestNode.of("BE");
    private static final TestNode FR = TestNode.of("FR");
    private static final TestNode NL = TestNode.of("NL");

    private final LinkLoops loops = new LinkLoops(1);
    private final RecordingNode node = new RecordingNode();
    private final LinkTls tls = FR.linkTls(BE, NL);
    private LinkServer server = server(LinkLimits.DEFAULT);
    private InetSocketAddress address = new InetSocketAddress(0);

    private LinkServer server(LinkLimits limits) {
        return new LinkServer(loops, tls, limits, TestNode.CLOCK, node);
    }

    @BeforeEach
    void listen() throws Exception {
        address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        tls.close();
    }

    private RawPeer belgium() throws Exception {
        return new RawPeer(BE.jdkTls(FR), address);
    }

    private RawPeer openBelgium() throws Exception {
        RawPeer peer = belgium().send(TestFrames.helloFrame("BE"));
        assertThat(peer.read().hasWelcome()).isTrue();
        return peer;
    }

    @Test
    void aPeerIsWelcomedAndItsEnvelopeReceipted() throws Exception {
        try (RawPeer peer = openBelgium()) {
            assertThat(next(node.opened)).isEqualTo(new ParticipantId("BE"));
            assertThat(server.links()).isEqualTo(1);
            Deliver deliver = TestFrames.deliver("BE", "FR", 190 * 1024);
            peer.send(Frame.newBuilder().setDeliver(deliver).build());

            RecordingNode.Taken taken = next(node.taken);
            assertThat(taken.deliver()).isEqualTo(deliver);
            taken.reply().accept(new Answer.Receipted(TestFrames.receipt(deliver)));
            assertThat(peer.read().getReceipt()).isEqualTo(TestFrames.receipt(deliver));
        }
        assertThat(next(node.closed)).isEqualTo(Bye.Reason.REASON_UNSPECIFIED);
    }

    @Test
    void anEnvelopeIsAnsweredOnceAndByItsOwnAnswer() throws Exception {
        try (RawPeer peer = openBelgium()) {
            Deliver deliver = TestFrames.deliver("BE", "FR", 10);
            peer.send(Frame.newBuilder().setDeliver(deliver).build());
            RecordingNode.Taken taken = next(node.taken);
            Answer answer = new Answer.Receipted(TestFrames.receipt(deliver));
            taken.reply().accept(answer);

            assertThatThrownBy(() -> taken.reply().accept(answer)).hasMessageContaining("answered twice");
            peer.send(Frame.newBuilder()
                    .setDeliver(TestFrames.deliver("BE", "FR", 10))
                    .build());
            RecordingNode.Taken other = next(node.taken);
            assertThatThrownBy(() -> other.reply().accept(answer)).hasMessageContaining("another envelope");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, -1, 16 * 1024 + 1})
    void aFrameBombBeforeHelloIsAnsweredByBye(int length) throws Exception {
        try (RawPeer peer = belgium().send(length)) {
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.PROTOCOL_ERROR));
        }
    }

    @Test
    void aFrameBombAfterHelloIsAnsweredByBye() throws Exception {
        try (RawPeer peer = openBelgium().send(256 * 1024 + 1)) {
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.PROTOCOL_ERROR));
        }
        assertThat(next(node.closed)).isEqualTo(Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void garbageInTlsIsAnsweredByBye() throws Exception {
        try (RawPeer peer = belgium().send(4, (byte) -1, (byte) -1, (byte) -1, (byte) -1)) {
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.PROTOCOL_ERROR));
        }
    }

    @Test
    void garbageInsteadOfTlsIsClosed() throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: fr\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] alert = readAll(socket);
            assertThat(alert.length).as("a TLS alert at most").isLessThan(16);
        }
        assertThat(node.opened).isEmpty();
    }

    @Test
    void aHelloThatNamesAnotherParticipantThanTheCertificateIsAnsweredByBye() throws Exception {
        try (RawPeer peer = belgium().send(TestFrames.helloFrame("NL"))) {
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.WRONG_PARTICIPANT));
        }
    }

    @Test
    void whoDeliversBeyondItsCreditIsAnsweredByBye() throws Exception {
        try (RawPeer peer = openBelgium()) {
            for (int number = 0; number <= 256; number++) {
                peer.send(Frame.newBuilder()
                        .setDeliver(TestFrames.deliver("BE", "FR", 10).toBuilder()
                                .setEnvelope(TestFrames.deliver("BE", "FR", 10).getEnvelope().toBuilder()
                                        .setMessageId(id(number))))
                        .build());
            }
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.CREDIT_EXCEEDED));
        }
        assertThat(node.taken).hasSize(256);
        assertThat(next(node.closed)).isEqualTo(Bye.Reason.CREDIT_EXCEEDED);
    }

    @Test
    void whileCreditIsHeldNoneGoesBack() throws Exception {
        try (RawPeer peer = openBelgium()) {
            next(node.opened);
            server.holdCredit(Set.of(Lane.URGENT));
            for (int number = 0; number < 256; number++) {
                Deliver deliver = TestFrames.deliver("BE", "FR", 10);
                peer.send(Frame.newBuilder().setDeliver(deliver).build());
                next(node.taken).reply().accept(new Answer.Receipted(TestFrames.receipt(deliver)));
                assertThat(peer.read().hasReceipt()).isTrue();
            }
            server.holdCredit(Set.of());
            assertThat(peer.read().getCredit().getEnvelopes()).isEqualTo(256);
        }
    }

    @Test
    void aPeerThatNeverSaysHelloIsSentAway() throws Exception {
        restart(impatient());
        try (RawPeer peer = belgium()) {
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.IDLE));
        }
    }

    @Test
    void aConnectionThatNeverSpeaksTlsIsClosed() throws Exception {
        restart(impatient());
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            assertThat(readAll(socket).length).isLessThan(16);
        }
    }

    @Test
    void anAddressHasEightConnectionsBeforeTlsAndNoMore() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int number = 0; number < 8; number++) {
                idle.add(new Socket(address.getAddress(), address.getPort()));
            }
            assertThatThrownBy(this::belgium).isInstanceOf(IOException.class);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void certificatesOfPeersThatAreNotKnownOrNotTheirOwnAreRefused() throws Exception {
        TestNode unknown = TestNode.of("LV");
        TestNode expired = TestNode.of("BE", TestNode.CLOCK.instant().minus(Duration.ofDays(60)));
        LinkTls withExpired = FR.linkTls(expired);
        LinkServer other = new LinkServer(loops, withExpired, LinkLimits.DEFAULT, TestNode.CLOCK, node);
        InetSocketAddress otherAddress = other.listen(new InetSocketAddress(address.getAddress(), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        assertRefused(unknown, address);
        assertRefused(BE.forgedBy(NL), address);
        assertRefused(TestNode.of("BE"), address);
        assertRefused(expired, otherAddress);
        assertThat(node.opened).isEmpty();
        assertThat(server.links()).isZero();
        other.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        withExpired.close();
    }

    @Test
    void tlsOlderThanVersionThreeIsRefused() {
        assertThatThrownBy(() -> new RawPeer(BE.jdkTls(FR), address, "TLSv1.2")).isInstanceOf(IOException.class);
        assertThat(node.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noTicketSparesAPeerItsCertificate(boolean isNative) throws Exception {
        AtomicInteger checks = new AtomicInteger();
        LinkTrust counting = new LinkTrust(
                named -> {
                    checks.incrementAndGet();
                    return Set.of(BE.stateCa().certificate());
                },
                TestNode.CLOCK);
        LinkTls other = new LinkTls(new LinkIdentity(FR.tls()), counting, isNative);
        LinkServer checking = new LinkServer(loops, other, LinkLimits.DEFAULT, TestNode.CLOCK, node);
        InetSocketAddress at = checking.listen(new InetSocketAddress(address.getAddress(), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        SSLContext belgium = BE.jdkTls(FR);
        for (int connection = 1; connection <= 3; connection++) {
            try (RawPeer peer = new RawPeer(belgium, at).send(TestFrames.helloFrame("BE"))) {
                assertThat(peer.read().hasWelcome()).isTrue();
            }
            assertThat(checks).hasValue(connection);
        }
        checking.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        other.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRenewedCertificateIsShownFromTheNextLinkOnAndLinksThatStandStay(boolean isNative) throws Exception {
        LinkIdentity identity = new LinkIdentity(FR.tls());
        LinkTls tls = new LinkTls(identity, TestNode.trust(BE), isNative);
        LinkServer renewed = new LinkServer(loops, tls, LinkLimits.DEFAULT, TestNode.CLOCK, node);
        InetSocketAddress at = renewed.listen(new InetSocketAddress(address.getAddress(), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        SigningIdentity next = FR.renewedTls();
        try (RawPeer before = new RawPeer(BE.jdkTls(FR), at).send(TestFrames.helloFrame("BE"))) {
            assertThat(before.serialNumberShown())
                    .isEqualTo(FR.tls().certificate().getSerialNumber());
            identity.renew(next);
            try (RawPeer after = new RawPeer(BE.jdkTls(FR), at).send(TestFrames.helloFrame("BE"))) {
                assertThat(after.serialNumberShown())
                        .isEqualTo(next.certificate().getSerialNumber());
                assertThat(after.read().hasWelcome()).isTrue();
            }
            assertThat(before.read().hasWelcome()).isTrue();
        }
        renewed.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        tls.close();
    }

    @Test
    void thePeersThatAreNoLongerWhoTheyWereAreToldBye() throws Exception {
        try (RawPeer peer = openBelgium()) {
            assertThat(next(node.opened)).isEqualTo(new ParticipantId("BE"));
            server.end(one -> one.equals(FR.peer()));
            server.end(one -> one.equals(BE.peer()));
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.REASON_UNSPECIFIED));
        }
    }

    @Test
    void aStoppingServerFinishesItsReceiptsThenSaysBye() throws Exception {
        try (RawPeer peer = openBelgium()) {
            Deliver deliver = TestFrames.deliver("BE", "FR", 10);
            peer.send(Frame.newBuilder().setDeliver(deliver).build());
            RecordingNode.Taken taken = next(node.taken);
            var stopped = server.stop().toCompletableFuture();
            taken.reply().accept(new Answer.Receipted(TestFrames.receipt(deliver)));

            assertThat(peer.read().getReceipt()).isEqualTo(TestFrames.receipt(deliver));
            assertThat(peer.readToEnd()).containsExactly(bye(Bye.Reason.STOPPING));
            stopped.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(this::belgium).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAddressThatIsTakenIsNamed() {
        assertThatThrownBy(() -> server.listen(address).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(address.getPort()));
    }

    private void restart(LinkLimits limits) throws Exception {
        server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        server = server(limits);
        listen();
    }

    private static LinkLimits impatient() {
        LinkLimits normal = LinkLimits.DEFAULT;
        return new LinkLimits(
                normal.frameBytesMaxBeforeHello(),
                normal.frameBytesMax(),
                normal.unreceiptedMax(),
                normal.unansweredBytesMax(),
                normal.creditMax(),
                normal.consistencyRequestsMax(),
                Duration.ofMillis(600),
                normal.frameMax(),
                normal.pingAfter(),
                normal.idleMax(),
                normal.finishMax(),
                normal.lingerMax(),
                normal.connectMax(),
                normal.linksMax(),
                normal.linksPerPeerMax(),
                normal.unauthenticatedPerAddressMax(),
                normal.unsentBytesMax());
    }

    // In TLS 1.3 a client may believe itself connected before its certificate is refused.
    private static void assertRefused(TestNode as, InetSocketAddress at) {
        assertThatThrownBy(() -> {
                    try (RawPeer peer = new RawPeer(as.jdkTls(FR), at)) {
                        peer.send(TestFrames.helloFrame(as.named().participant().value()));
                        peer.read();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private static ByteString id(int number) {
        return ByteString.copyFrom(ByteBuffer.allocate(16).putInt(12, number));
    }

    private static Frame bye(Bye.Reason reason) {
        return Frame.newBuilder().setBye(Bye.newBuilder().setReason(reason)).build();
    }

    private static byte[] readAll(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (SocketException _) { // reset is closed too
            return new byte[0];
        }
    }
}
