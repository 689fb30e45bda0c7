package eu.vigil.node.link;

import static eu.vigil.node.link.RecordingNode.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.vigil.pki.certificate.LinkIdentity;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Lane;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Belgium dials France, each with its own threads and TLS. */
@ExtendWith(Leaks.class)
@Timeout(60)
class LinkDiallerTest {
    private static final TestNode BE = TestNode.of("BE");
    private static final TestNode FR = TestNode.of("FR");
    private static final TestNode NL = TestNode.of("NL");

    private final LinkLoops loops = new LinkLoops(2);
    private final List<LinkTls> contexts = new ArrayList<>();
    private final List<LinkServer> servers = new ArrayList<>();
    private final RecordingNode node = new RecordingNode();
    private final RecordingEvents events = new RecordingEvents();
    private LinkDialler dialler = dialler(BE.linkTls(FR, NL));

    @AfterEach
    void stop() throws Exception {
        dialler.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        for (LinkServer server : servers) {
            server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        contexts.forEach(LinkTls::close);
    }

    private LinkDialler dialler(LinkTls tls) {
        contexts.add(tls);
        return new LinkDialler(loops, tls, LinkLimits.DEFAULT, TestNode.CLOCK);
    }

    private InetSocketAddress serve(LinkTls tls) throws Exception {
        return serve(tls, LinkLimits.DEFAULT);
    }

    private InetSocketAddress serve(LinkTls tls, LinkLimits limits) throws Exception {
        contexts.add(tls);
        LinkServer server = new LinkServer(loops, tls, limits, TestNode.CLOCK, node);
        servers.add(server);
        return server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private void dial(InetSocketAddress... endpoints) {
        dialler.dial(new ParticipantId("FR"), TestNode.ART13, List.of(endpoints), () -> TestFrames.hello("BE"), events);
    }

    @Test
    void anEnvelopeGoesOutAndItsReceiptComesBack() throws Exception {
        dial(serve(FR.linkTls(BE)));
        DialledLink link = next(events.opened);
        assertThat(next(events.credit)).isEqualTo(256);
        Deliver deliver = TestFrames.deliver("BE", "FR", 150 * 1024);
        link.deliver(deliver);
        assertThat(link.credit()).isEqualTo(LaneCredits.each(256).plus(Lane.URGENT, -1));

        RecordingNode.Taken taken = next(node.taken);
        assertThat(taken.peer()).isEqualTo(new ParticipantId("BE"));
        assertThat(taken.deliver()).isEqualTo(deliver);
        taken.reply().accept(new Answer.Receipted(TestFrames.receipt(deliver)));
        assertThat(next(events.receipts)).isEqualTo(TestFrames.receipt(deliver));
    }

    @Test
    void anEnvelopeMayBeTurnedAway() throws Exception {
        dial(serve(FR.linkTls(BE)));
        Deliver deliver = TestFrames.deliver("BE", "FR", 10);
        next(events.opened).deliver(deliver);
        Busy busy = Busy.newBuilder()
                .setMessageId(deliver.getEnvelope().getMessageId())
                .setReason(Busy.Reason.JOURNAL_FULL)
                .build();
        next(node.taken).reply().accept(new Answer.NotNow(busy));

        assertThat(next(events.busy)).isEqualTo(busy);
    }

    @Test
    void aThousandEnvelopesPassWithinTheCredit() throws Exception {
        node.receipting = true;
        dial(serve(FR.linkTls(BE)));
        DialledLink link = next(events.opened);
        int credit = 0;
        List<Deliver> delivered = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            while (credit == 0) {
                credit = next(events.credit);
            }
            credit--;
            Deliver deliver = TestFrames.deliver("BE", "FR", 2048);
            delivered.add(deliver);
            link.deliver(deliver);
        }
        for (Deliver deliver : delivered) {
            assertThat(next(events.receipts)).isEqualTo(TestFrames.receipt(deliver));
        }
        assertThat(events.closed).isEmpty();
    }

    /** France reads no further once 64 KiB are unanswered; some more lies in the network, and what is left waits for the line. */
    @Test
    void onALineThatTakesNoMoreAnEmergencyOvertakesWhatWasHandedInBeforeIt() throws Exception {
        dial(serve(FR.linkTls(BE), reading(64 * 1024)));
        DialledLink link = next(events.opened);
        for (int number = 0; number < 64; number++) {
            link.deliver(in(Lane.ROUTINE));
        }
        link.deliver(in(Lane.URGENT));
        link.deliver(in(Lane.EMERGENCY));

        List<Lane> arrived = new ArrayList<>();
        for (int number = 0; number < 66; number++) {
            RecordingNode.Taken taken = next(node.taken);
            arrived.add(taken.deliver().getLane());
            taken.reply().accept(new Answer.Receipted(TestFrames.receipt(taken.deliver())));
        }
        assertThat(arrived).containsSubsequence(Lane.EMERGENCY, Lane.URGENT, Lane.ROUTINE);
        assertThat(arrived.indexOf(Lane.EMERGENCY)).isLessThan(32);
    }

    private static Deliver in(Lane lane) {
        return TestFrames.deliver("BE", "FR", 120 * 1024).toBuilder()
                .setLane(lane)
                .build();
    }

    private static LinkLimits reading(int unansweredBytesMax) {
        LinkLimits normal = LinkLimits.DEFAULT;
        return new LinkLimits(
                normal.frameBytesMaxBeforeHello(),
                normal.frameBytesMax(),
                normal.unreceiptedMax(),
                unansweredBytesMax,
                normal.creditMax(),
                normal.consistencyRequestsMax(),
                normal.handshakeMax(),
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

    @Test
    void aDeliveryWithoutCreditIsADefectOfTheCaller() throws Exception {
        dial(serve(FR.linkTls(BE)));
        DialledLink link = next(events.opened);
        for (int number = 0; number < 256; number++) {
            link.deliver(TestFrames.deliver("BE", "FR", 10));
        }
        assertThat(link.credit().urgent()).isZero();
        assertThatThrownBy(() -> link.deliver(TestFrames.deliver("BE", "FR", 10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FR");
    }

    @Test
    void aConsistencyProofIsAskedAndGiven() throws Exception {
        dial(serve(FR.linkTls(BE)));
        DialledLink link = next(events.opened);
        link.askConsistency(3, 9);
        assertThat(next(events.proofs).getProofCount()).isEqualTo(1);
        link.askConsistency(3, 7);
        assertThat(next(events.proofs).getProofCount()).as("no proof to give").isZero();
    }

    @Test
    void theNextEndpointIsTriedWhenOneFails() throws Exception {
        InetSocketAddress france = serve(FR.linkTls(BE));
        InetSocketAddress netherlands = serve(NL.linkTls(BE));
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        dial(
                InetSocketAddress.createUnresolved("no-such-name.invalid", 7443),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), nobody),
                netherlands,
                InetSocketAddress.createUnresolved("localhost", france.getPort()));

        next(events.opened);
        assertThat(next(node.opened)).isEqualTo(new ParticipantId("BE"));
    }

    @Test
    void ifNoEndpointIsReachedTheOperatorReadsWhyOfEach() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        dial(
                InetSocketAddress.createUnresolved("no-such-name.invalid", 7443),
                InetSocketAddress.createUnresolved("127.0.0.1", nobody),
                serve(NL.linkTls(BE)));

        LinkClosed closed = next(events.closed);
        assertThat(closed.reason()).isEqualTo(Bye.Reason.REASON_UNSPECIFIED);
        assertThat(closed.text())
                .contains("FR in EU-ART13")
                .contains("no-such-name.invalid: the name was not found")
                .contains("refused")
                .contains("names NL in EU-ART13");
        assertThat(events.opened).isEmpty();
    }

    @Test
    void withoutAnEndpointTheDialEndsToo() throws Exception {
        dial();
        assertThat(next(events.closed).text()).contains("no endpoint of FR in EU-ART13 is known");
    }

    @Test
    void aServerThatBearsTheNameByAnotherStatesAuthorityIsNotBelieved() throws Exception {
        dial(serve(FR.forgedBy(NL).linkTls(BE)));

        assertThat(next(events.closed).text()).contains("TLS");
        assertThat(node.opened).isEmpty();
    }

    @Test
    void aNodeThatTheServerDoesNotKnowIsToldSo() throws Exception {
        dial(serve(FR.linkTls(NL)));

        LinkClosed closed = next(events.closed);
        assertThat(closed.reason()).isEqualTo(Bye.Reason.REASON_UNSPECIFIED);
        assertThat(closed.text().toUpperCase(Locale.ROOT)).contains("CERTIFICATE");
        assertThat(events.opened).isEmpty();
    }

    @Test
    void aHelloThatCannotBeMadeEndsTheDial() throws Exception {
        dialler.dial(
                new ParticipantId("FR"),
                TestNode.ART13,
                List.of(serve(FR.linkTls(BE))),
                () -> {
                    throw new IllegalStateException("no directory");
                },
                events);

        assertThat(next(events.closed).text()).contains("no directory");
    }

    @Test
    void aStoppingDiallerWaitsForItsReceiptsThenSaysBye() throws Exception {
        dial(serve(FR.linkTls(BE)));
        Deliver deliver = TestFrames.deliver("BE", "FR", 10);
        next(events.opened).deliver(deliver);
        RecordingNode.Taken taken = next(node.taken);
        var stopped = dialler.stop().toCompletableFuture();
        taken.reply().accept(new Answer.Receipted(TestFrames.receipt(deliver)));

        stopped.get(20, TimeUnit.SECONDS);
        assertThat(next(events.receipts)).isEqualTo(TestFrames.receipt(deliver));
        assertThat(next(events.closed).reason()).isEqualTo(Bye.Reason.STOPPING);
        assertThat(next(node.closed)).isEqualTo(Bye.Reason.STOPPING);
    }

    @Test
    void aStoppedDiallerDialsNobody() throws Exception {
        dialler.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        dial(serve(FR.linkTls(BE)));

        assertThat(next(events.closed).reason()).isEqualTo(Bye.Reason.STOPPING);
    }

    @Test
    void theKeyIsAgreedWithTheHybridGroup() throws Exception {
        dial(serve(FR.linkTls(BE)));
        LinkSecurity security = next(events.opened).security();

        assertThat(security.protocol()).isEqualTo("TLSv1.3");
        assertThat(security.group()).contains("X25519MLKEM768");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "false, false"})
    void theJdksTlsServesAtEitherEndAndSaysWhatItLacks(boolean nativeDialler, boolean nativeServer) throws Exception {
        LinkTls server = new LinkTls(new LinkIdentity(FR.tls()), TestNode.trust(BE), nativeServer);
        LinkTls client = new LinkTls(new LinkIdentity(BE.tls()), TestNode.trust(FR), nativeDialler);
        assertThat(server.description()).contains(nativeServer ? "X25519MLKEM768" : "no hybrid");
        dialler = dialler(client);
        dial(serve(server));

        DialledLink link = next(events.opened);
        assertThat(link.security().protocol()).isEqualTo("TLSv1.3");
        Deliver deliver = TestFrames.deliver("BE", "FR", 10);
        link.deliver(deliver);
        assertThat(next(node.taken).deliver()).isEqualTo(deliver);
    }

    @Test
    void nioServesWhereThereIsNoEpoll() throws Exception {
        LinkLoops nio = new LinkLoops(1, false);
        assertThat(nio.description()).isEqualTo("NIO");
        LinkTls tls = FR.linkTls(BE);
        LinkServer server = new LinkServer(nio, tls, LinkLimits.DEFAULT, TestNode.CLOCK, node);
        InetSocketAddress address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        dial(address);
        next(events.opened);

        server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        nio.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        tls.close();
        assertThat(next(events.closed).reason()).isEqualTo(Bye.Reason.STOPPING);
    }
}
