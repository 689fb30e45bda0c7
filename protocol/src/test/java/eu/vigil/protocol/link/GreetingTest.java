package eu.vigil.protocol.link;

import static eu.vigil.protocol.link.Samples.BE;
import static eu.vigil.protocol.link.Samples.FR;
import static eu.vigil.protocol.link.Samples.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private final Talk listener = Talk.listener(LinkLimits.DEFAULT);
    private final Talk dialler = Talk.dialler(LinkLimits.DEFAULT);

    @Test
    void aDiallerSaysHelloFirstAndFillsInWhatTheLinkKnows() {
        Hello careless = Samples.hello(BE).toBuilder()
                .setVersionMin(7)
                .setVersionMax(3)
                .setNetwork("G7-24-7")
                .setPurpose(Hello.Purpose.COLLECT)
                .build();
        Step step = Link.dial(FR, FR, careless, LinkLimits.DEFAULT, NIGHT);

        assertThat(step.actions()).containsExactly(new LinkAction.Send(Samples.frame(Samples.hello(BE))));
    }

    @Test
    void aDiallerSaysNothingButByeToAnotherParticipantThanItDialled() {
        Step step = Link.dial(FR, BE, Samples.hello(BE), LinkLimits.DEFAULT, NIGHT);

        assertByeOnly(step.actions(), Bye.Reason.WRONG_PARTICIPANT);
        LinkPeer elsewhere = new LinkPeer(new ParticipantId("FR"), new NetworkId("G7-24-7"));
        assertByeOnly(
                Link.dial(FR, elsewhere, Samples.hello(BE), LinkLimits.DEFAULT, NIGHT)
                        .actions(),
                Bye.Reason.WRONG_PARTICIPANT);
    }

    @Test
    void aListenerAsksItsNodeForTheWelcomeAndSendsNothingBefore() {
        listener.hear(Samples.frame(Samples.hello(BE)));

        assertThat(listener.done()).containsExactly(new LinkAction.AskWelcome(Samples.hello(BE)));
    }

    @Test
    void theWelcomeChoosesTheVersionAndGrantsCredit() {
        Hello modern = Samples.hello(BE).toBuilder().setVersionMax(9).build();
        listener.hear(Samples.frame(modern));
        listener.done();

        listener.happens(at -> new LinkEvent.WelcomeGiven(
                Samples.hello(FR).toBuilder().setVersionMax(9).build(), Set.of(), at));

        assertThat(listener.done())
                .containsExactly(
                        new LinkAction.Send(Samples.welcome(256)),
                        new LinkAction.Open(modern, 1, LaneCredits.each(256)));
    }

    @Test
    void aWelcomeOpensTheLinkWithTheSumOfItsCredits() {
        dialler.done();
        Frame welcome = Samples.welcome(40);
        Frame twice = welcome.toBuilder()
                .setWelcome(welcome.getWelcome().toBuilder()
                        .addCredits(Samples.credit(24).getCredit()))
                .build();
        dialler.hear(twice);

        assertThat(dialler.done())
                .containsExactly(new LinkAction.Open(
                        twice.getWelcome(), 1, LaneCredits.each(40).plus(Lane.URGENT, 24)));
    }

    @Test
    void aHelloOfAnotherParticipantThanTheCertificateIsRefused() {
        listener.hear(Samples.frame(
                Samples.hello(BE).toBuilder().setParticipant("BE/BANK-1").build()));

        assertByeOnly(listener.done(), Bye.Reason.WRONG_PARTICIPANT);
    }

    @Test
    void aHelloOfAnotherNetworkThanTheCertificateIsRefused() {
        listener.hear(Samples.frame(
                Samples.hello(BE).toBuilder().setNetwork("G7-24-7").build()));

        assertByeOnly(listener.done(), Bye.Reason.WRONG_NETWORK);
    }

    @Test
    void aWelcomeOfAnotherParticipantOrNetworkIsRefusedToo() {
        dialler.done();
        dialler.hear(welcome(Samples.hello(BE)));
        assertByeOnly(dialler.done(), Bye.Reason.WRONG_PARTICIPANT);

        Talk other = Talk.dialler(LinkLimits.DEFAULT);
        other.done();
        other.hear(welcome(Samples.hello(FR).toBuilder().setNetwork("G7-24-7").build()));
        assertByeOnly(other.done(), Bye.Reason.WRONG_NETWORK);
    }

    @Test
    void aPurposeThatIsNotServedIsRefused() {
        listener.hear(Samples.frame(Samples.hello(BE).toBuilder()
                .setPurpose(Hello.Purpose.BULK_DATA)
                .build()));

        assertByeOnly(listener.done(), Bye.Reason.WRONG_PURPOSE);
    }

    @Test
    void withoutACommonVersionThereIsNoLink() {
        listener.hear(Samples.frame(
                Samples.hello(BE).toBuilder().setVersionMin(2).setVersionMax(3).build()));
        assertByeOnly(listener.done(), Bye.Reason.NO_COMMON_VERSION);

        dialler.done();
        dialler.hear(welcome(
                Samples.hello(FR).toBuilder().setVersionMin(2).setVersionMax(2).build()));
        assertByeOnly(dialler.done(), Bye.Reason.NO_COMMON_VERSION);
    }

    @Test
    void aWelcomeThatLeavesTheVersionOpenIsRefused() {
        dialler.done();
        dialler.hear(welcome(Samples.hello(FR).toBuilder().setVersionMax(2).build()));

        assertByeOnly(dialler.done(), Bye.Reason.NO_COMMON_VERSION);
    }

    @Test
    void aWelcomeThatGrantsBeyondTheLimitIsRefused() {
        dialler.done();
        Hello.Builder rich = Samples.hello(FR).toBuilder();
        for (int grant = 0; grant < 8; grant++) {
            rich.addCredits(Samples.credit(4096).getCredit());
        }
        assertThat(Talk.dialler(LinkLimits.DEFAULT).hear(welcome(rich.build())).state())
                .isInstanceOf(LinkState.Sending.class);

        rich.addCredits(Samples.credit(1).getCredit());
        dialler.hear(welcome(rich.build()));
        assertByeOnly(dialler.done(), Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void whateverElseComesFirstIsAnError() {
        for (Frame frame : List.of(
                Frame.getDefaultInstance(),
                Samples.ping(1),
                Samples.welcome(1),
                Samples.frame(Samples.deliver(1)),
                Samples.frame(Samples.hello(BE).toBuilder().clearNow().build()))) {
            Talk talk = Talk.listener(LinkLimits.DEFAULT).hear(frame);
            assertByeOnly(talk.done(), Bye.Reason.PROTOCOL_ERROR);
        }
        for (Frame frame : List.of(
                Frame.getDefaultInstance(),
                Samples.ping(1),
                Samples.frame(Samples.hello(FR)),
                Samples.frame(Samples.receipt(1)),
                welcome(Samples.hello(FR).toBuilder().clearSchemaMax().build()))) {
            Talk talk = Talk.dialler(LinkLimits.DEFAULT);
            talk.done();
            talk.hear(frame);
            assertByeOnly(talk.done(), Bye.Reason.PROTOCOL_ERROR);
        }
    }

    @Test
    void whoDeliversBeforeTheWelcomeIsDisconnected() {
        listener.hear(Samples.frame(Samples.hello(BE)));
        listener.done();
        listener.hear(Samples.frame(Samples.deliver(1)));

        assertByeOnly(listener.done(), Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void aHandShakeTakesFiveSecondsAtMostOnBothSides() {
        Talk preparing = Talk.listener(LinkLimits.DEFAULT).hear(Samples.frame(Samples.hello(BE)));
        for (Talk talk : List.of(listener, dialler, preparing)) {
            talk.done();
            assertThat(Link.wakeAt(talk.state())).contains(NIGHT.plusSeconds(5));
            talk.after(Duration.ofMillis(4999)).tick();
            assertThat(talk.done()).isEmpty();
            talk.after(Duration.ofMillis(1)).tick();
            assertByeOnly(talk.done(), talk == preparing ? Bye.Reason.INTERNAL : Bye.Reason.IDLE);
            assertThat(Link.wakeAt(talk.state())).isEmpty();
        }
    }

    @Test
    void aNodeMayRefuseTheLink() {
        listener.hear(Samples.frame(Samples.hello(BE)));
        listener.done();
        listener.happens(at -> new LinkEvent.WelcomeRefused(Bye.Reason.STOPPING, "stopping", at));

        assertByeOnly(listener.done(), Bye.Reason.STOPPING);
    }

    @Test
    void aByeOrALostConnectionEndsTheHandShakeInSilence() {
        for (Talk talk : List.of(Talk.listener(LinkLimits.DEFAULT), Talk.dialler(LinkLimits.DEFAULT))) {
            talk.done();
            talk.hear(Samples.bye(Bye.Reason.WRONG_NETWORK));
            assertThat(talk.done())
                    .containsExactly(new LinkAction.End(new LinkEnd(
                            LinkEnd.By.PEER, Bye.Reason.WRONG_NETWORK, "the peer said Bye: WRONG_NETWORK")));
        }
        for (Talk talk : List.of(Talk.listener(LinkLimits.DEFAULT), Talk.dialler(LinkLimits.DEFAULT))) {
            talk.done();
            talk.happens(at -> new LinkEvent.Lost("reset", at));
            assertThat(talk.done())
                    .containsExactly(new LinkAction.End(
                            new LinkEnd(LinkEnd.By.CONNECTION, Bye.Reason.REASON_UNSPECIFIED, "reset")));
        }
    }

    static void assertByeOnly(List<LinkAction> actions, Bye.Reason reason) {
        assertThat(actions).hasSize(2);
        assertThat(actions.getFirst()).isEqualTo(new LinkAction.Send(Samples.bye(reason)));
        assertThat(actions.getLast()).isInstanceOfSatisfying(LinkAction.End.class, end -> {
            assertThat(end.end().by()).isEqualTo(LinkEnd.By.US);
            assertThat(end.end().reason()).isEqualTo(reason);
            assertThat(end.end().text()).isNotBlank();
        });
    }

    private static Frame welcome(Hello welcome) {
        return Frame.newBuilder().setWelcome(welcome).build();
    }
}
