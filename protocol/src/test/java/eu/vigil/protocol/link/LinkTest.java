package eu.vigil.protocol.link;

import static eu.vigil.protocol.link.GreetingTest.assertByeOnly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Pong;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final LinkLimits LIMITS = LinkLimits.DEFAULT;
    private final Talk listener = Talk.openListener(LIMITS);
    private final Talk dialler = Talk.openDialler(LIMITS, 2);

    @Test
    void anEnvelopeIsTakenAndItsReceiptSent() {
        listener.hear(Samples.frame(Samples.deliver(1)));
        assertThat(listener.done()).containsExactly(new LinkAction.TakeDelivery(Samples.deliver(1)));

        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(1), at));
        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.receipt(1)));
    }

    @Test
    void anEnvelopeMayBeTurnedAway() {
        listener.hear(Samples.frame(Samples.deliver(1))).done();
        listener.happens(at -> new LinkEvent.TurnedAway(Samples.busy(1), at));

        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.busy(1)));
    }

    @Test
    void aSecondAnswerToTheSameEnvelopeIsNotSent() {
        listener.hear(Samples.frame(Samples.deliver(1)));
        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(1), at));
        listener.done();
        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(1), at));

        assertThat(listener.done()).isEmpty();
    }

    @Test
    void creditGoesBackAQuarterAtATimeAsAnswersLeave() {
        for (int number = 1; number <= 64; number++) {
            int id = number;
            listener.hear(Samples.frame(Samples.deliver(id))).done();
            listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(id), at));
            if (number < 64) {
                assertThat(listener.sent()).hasSize(1);
            }
        }
        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.receipt(64)), Samples.credit(64));
    }

    @Test
    void whoDeliversWithoutCreditIsDisconnected() {
        for (int number = 1; number <= 256; number++) {
            listener.hear(Samples.frame(Samples.deliver(number)));
        }
        assertThat(listener.done()).hasSize(256).allMatch(LinkAction.TakeDelivery.class::isInstance);

        listener.hear(Samples.frame(Samples.deliver(257)));
        assertByeOnly(listener.done(), Bye.Reason.CREDIT_EXCEEDED);
    }

    @Test
    void aDiallerWithoutAnyCreditGetsItBackWithTheFirstAnswer() {
        for (int number = 1; number <= 256; number++) {
            listener.hear(Samples.frame(Samples.deliver(number)));
        }
        listener.done();
        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(7), at));

        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.receipt(7)), Samples.credit(1));
    }

    @Test
    void heldCreditGoesBackOnceItIsFreed() {
        listener.happens(at -> new LinkEvent.CreditHeld(Set.of(Lane.URGENT), at));
        for (int number = 1; number <= 256; number++) {
            int id = number;
            listener.hear(Samples.frame(Samples.deliver(id)));
            listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(id), at));
        }
        assertThat(listener.sent()).hasSize(256).allMatch(Frame::hasReceipt);

        listener.happens(at -> new LinkEvent.CreditHeld(Set.of(), at));
        assertThat(listener.sent()).containsExactly(Samples.credit(256));
    }

    @Test
    void eachLaneHasCreditOfItsOwn() {
        for (int number = 1; number <= 256; number++) {
            listener.hear(Samples.frame(Samples.deliver(Lane.ROUTINE, number)));
        }
        listener.hear(Samples.frame(Samples.deliver(Lane.EMERGENCY, 257)));
        assertThat(listener.done()).hasSize(257).allMatch(LinkAction.TakeDelivery.class::isInstance);

        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(1), at));
        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.receipt(1)), Samples.credit(Lane.ROUTINE, 1));
        listener.hear(Samples.frame(Samples.deliver(Lane.ROUTINE, 258))).done();
        listener.hear(Samples.frame(Samples.deliver(Lane.ROUTINE, 259)));
        assertByeOnly(listener.done(), Bye.Reason.CREDIT_EXCEEDED);
    }

    @Test
    void bulkHasNoCreditOnALinkForMessages() {
        listener.hear(Samples.frame(Samples.deliver(Lane.BULK, 1)));

        assertByeOnly(listener.done(), Bye.Reason.CREDIT_EXCEEDED);
    }

    @Test
    void aLaneMayBeHeldWhileTheOthersGoOn() {
        listener.happens(at -> new LinkEvent.CreditHeld(Set.of(Lane.ROUTINE), at));
        for (int number = 1; number <= 256; number++) {
            int id = number;
            listener.hear(Samples.frame(Samples.deliver(Lane.ROUTINE, id)));
            listener.hear(Samples.frame(Samples.deliver(Lane.EMERGENCY, 1000 + id)));
            listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(id), at));
            listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(1000 + id), at));
        }
        assertThat(listener.sent().stream().filter(Frame::hasCredit))
                .hasSize(4)
                .allMatch(frame -> frame.getCredit().getLane() == Lane.EMERGENCY);
    }

    @Test
    void whoDialsAgainWhileALaneIsHeldGetsNoNewCreditInIt() {
        Talk talk = Talk.listener(LIMITS).hear(Samples.frame(Samples.hello(Samples.BE)));
        talk.done();
        talk.happens(at -> new LinkEvent.WelcomeGiven(Samples.hello(Samples.FR), Set.of(Lane.ROUTINE), at));
        assertThat(talk.sent().getFirst().getWelcome().getCreditsList())
                .containsExactly(
                        Samples.credit(Lane.EMERGENCY, 256).getCredit(),
                        Samples.credit(Lane.URGENT, 256).getCredit());

        talk.happens(at -> new LinkEvent.CreditHeld(Set.of(), at));
        assertThat(talk.sent()).containsExactly(Samples.credit(Lane.ROUTINE, 256));
    }

    @Test
    void whoSendsMoreBytesThanAreAnsweredIsNotReadForAWhileAndNotTakenForSilent() {
        ByteString most = ByteString.copyFrom(new byte[190 * 1024]);
        for (int number = 1; number <= 11; number++) {
            Deliver.Builder deliver = Samples.deliver(number).toBuilder();
            deliver.getEnvelopeBuilder().setSealed(most);
            listener.hear(Samples.frame(deliver.build()));
        }
        List<LinkAction> done = listener.done();
        assertThat(done).hasSize(12).last().isEqualTo(new LinkAction.Read(false));
        listener.after(Duration.ofMinutes(5)).tick();
        assertThat(listener.done()).isEmpty();

        for (int number = 1; number <= 6; number++) {
            int id = number;
            listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(id), at));
        }
        assertThat(listener.done()).containsOnlyOnce(new LinkAction.Read(true));
    }

    @Test
    void anEnvelopeOfAnotherSenderOrNetworkEndsTheLink() {
        listener.hear(spoiled(envelope -> envelope.getEnvelopeBuilder().setSender("NL")));
        assertByeOnly(listener.done(), Bye.Reason.WRONG_PARTICIPANT);

        Talk other = Talk.openListener(LIMITS);
        other.hear(spoiled(envelope -> envelope.getEnvelopeBuilder().setNetwork("G7-24-7")));
        assertByeOnly(other.done(), Bye.Reason.WRONG_NETWORK);
    }

    @Test
    void aBrokenRuleEndsTheLinkAndTheOperatorReadsWhich() {
        listener.hear(spoiled(envelope -> envelope.getEnvelopeBuilder().setMessageId(ByteString.EMPTY)));

        assertThat(listener.state())
                .isInstanceOfSatisfying(
                        LinkState.Closed.class,
                        closed -> assertThat(closed.end().text())
                                .contains("deliver.envelope.message_id")
                                .contains("16 bytes"));
        assertByeOnly(listener.done(), Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void theSameEnvelopeTwiceInFlightIsAnError() {
        listener.hear(Samples.frame(Samples.deliver(1))).done();
        listener.hear(Samples.frame(Samples.deliver(1)));

        assertByeOnly(listener.done(), Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void whatTheOtherSideMayNotSayIsAnError() {
        for (Frame frame : List.of(
                Samples.frame(Samples.hello(Samples.BE)),
                Samples.welcome(1),
                Samples.frame(Samples.receipt(1)),
                Samples.frame(Samples.busy(1)),
                Samples.credit(1),
                Samples.frame(Samples.proof(1, 2)))) {
            assertByeOnly(Talk.openListener(LIMITS).hear(frame).done(), Bye.Reason.PROTOCOL_ERROR);
        }
        for (Frame frame : List.of(
                Samples.frame(Samples.hello(Samples.FR)),
                Samples.welcome(1),
                Samples.frame(Samples.deliver(1)),
                Samples.frame(Samples.request(1, 2)),
                Samples.frame(Samples.receipt(1)),
                Samples.frame(Samples.busy(1)),
                Samples.frame(Samples.proof(1, 2)))) {
            assertByeOnly(Talk.openDialler(LIMITS, 1).hear(frame).done(), Bye.Reason.PROTOCOL_ERROR);
        }
    }

    @Test
    void aBodyOfALaterVersionIsIgnoredAndCountsAsALifeSign() {
        Frame later = Frame.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                500,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        for (Talk talk : List.of(listener, dialler)) {
            talk.after(Duration.ofSeconds(29)).hear(later);
            assertThat(talk.done()).isEmpty();
            assertThat(Link.wakeAt(talk.state())).contains(talk.now().plusSeconds(30));
        }
    }

    @Test
    void aDiallerDeliversWhileItHasCreditAndHearsReceiptsAndBusy() {
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(1), at));
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(2), at));
        assertThat(dialler.sent())
                .containsExactly(Samples.frame(Samples.deliver(1)), Samples.frame(Samples.deliver(2)));

        dialler.hear(Samples.frame(Samples.receipt(2))).hear(Samples.frame(Samples.busy(1)));
        dialler.hear(Samples.credit(2));
        assertThat(dialler.done())
                .containsExactly(
                        new LinkAction.TakeReceipt(Samples.receipt(2)),
                        new LinkAction.TakeBusy(Samples.busy(1)),
                        new LinkAction.GrantCredit(Lane.URGENT, 2));
    }

    @Test
    void aDeliveryWithoutCreditIsADefectHereAndNeverLeaves() {
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(1), at));
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(2), at));
        dialler.done();
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(3), at));

        assertByeOnly(dialler.done(), Bye.Reason.INTERNAL);
    }

    @Test
    void aFrameThatBreaksARuleNeverLeaves() {
        Deliver bad = Samples.deliver(1).toBuilder().clearLane().build();
        dialler.happens(at -> new LinkEvent.DeliverAsked(bad, at));

        assertByeOnly(dialler.done(), Bye.Reason.INTERNAL);
    }

    @Test
    void aPeerThatGivesCreditWithoutEndIsDisconnected() {
        for (int grant = 0; grant < 7; grant++) {
            dialler.hear(Samples.credit(4096));
        }
        dialler.hear(Samples.credit(4094)).done();
        dialler.hear(Samples.credit(1));

        assertByeOnly(dialler.done(), Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void aConsistencyProofAnswersItsRequest() {
        dialler.happens(at -> new LinkEvent.ConsistencyAsked(Samples.request(3, 9), at));
        assertThat(dialler.sent()).containsExactly(Samples.frame(Samples.request(3, 9)));
        dialler.hear(Samples.frame(Samples.proof(3, 9)));
        assertThat(dialler.done()).containsExactly(new LinkAction.TakeProof(Samples.proof(3, 9)));

        listener.hear(Samples.frame(Samples.request(3, 9)));
        assertThat(listener.done()).containsExactly(new LinkAction.ProveConsistency(Samples.request(3, 9)));
        listener.happens(at -> new LinkEvent.Proved(Samples.proof(3, 9), at));
        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.proof(3, 9)));
        listener.happens(at -> new LinkEvent.Proved(Samples.proof(3, 9), at));
        assertThat(listener.done()).isEmpty();
    }

    @Test
    void consistencyRequestsAtOnceAreLimited() {
        for (int size = 1; size <= 8; size++) {
            listener.hear(Samples.frame(Samples.request(size, 100)));
        }
        listener.done();
        listener.hear(Samples.frame(Samples.request(9, 100)));

        assertByeOnly(listener.done(), Bye.Reason.PROTOCOL_ERROR);
    }

    @Test
    void theSameConsistencyRequestIsAskedOnceAtATime() {
        dialler.happens(at -> new LinkEvent.ConsistencyAsked(Samples.request(3, 9), at));
        dialler.happens(at -> new LinkEvent.ConsistencyAsked(Samples.request(3, 9), at));

        assertThat(dialler.sent()).hasSize(1);
    }

    @Test
    void aSilentPeerIsPingedEveryThirtySecondsAndLeftAfterNinety() {
        for (Talk talk : List.of(listener, dialler)) {
            for (int ping = 1; ping <= 2; ping++) {
                assertThat(Link.wakeAt(talk.state())).contains(talk.now().plusSeconds(30));
                talk.after(Duration.ofSeconds(29)).tick();
                assertThat(talk.done()).isEmpty();
                talk.after(Duration.ofSeconds(1)).tick().tick();
                List<Frame> sent = talk.sent();
                assertThat(sent).hasSize(1);
                assertThat(sent.getFirst().getPing().getNonce()).isEqualTo(ping);
            }
            talk.after(Duration.ofSeconds(30)).tick();
            assertByeOnly(talk.done(), Bye.Reason.IDLE);
        }
    }

    @Test
    void aPongOrAnyOtherFrameKeepsTheLink() {
        Frame pong = Frame.newBuilder().setPong(Pong.getDefaultInstance()).build();
        for (Talk talk : List.of(listener, dialler)) {
            talk.after(Duration.ofSeconds(89))
                    .hear(pong)
                    .after(Duration.ofSeconds(29))
                    .tick();
            assertThat(talk.done()).isEmpty();
        }
    }

    @Test
    void aPingIsAnswered() {
        for (Talk talk : List.of(listener, dialler)) {
            talk.hear(Samples.ping(42));
            List<Frame> sent = talk.sent();
            assertThat(sent).hasSize(1);
            assertThat(sent.getFirst().getPong().getNonce()).isEqualTo(42);
        }
    }

    @Test
    void aLinkWithNothingInFlightStopsAtOnce() {
        for (Talk talk : List.of(listener, dialler)) {
            assertByeOnly(talk.stop(Bye.Reason.STOPPING).done(), Bye.Reason.STOPPING);
        }
    }

    @Test
    void aStoppingListenerFinishesItsReceiptsAndTurnsNewEnvelopesAway() {
        listener.hear(Samples.frame(Samples.deliver(1))).hear(Samples.frame(Samples.deliver(2)));
        listener.done();
        listener.stop(Bye.Reason.STOPPING);
        assertThat(listener.done()).isEmpty();

        listener.hear(Samples.frame(Samples.deliver(3)));
        List<Frame> sent = listener.sent();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().getBusy().getReason()).isEqualTo(Busy.Reason.STOPPING);
        assertThat(sent.getFirst().getBusy().getMessageId()).isEqualTo(Samples.id(3));

        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(2), at));
        assertThat(listener.sent()).containsExactly(Samples.frame(Samples.receipt(2)));
        listener.happens(at -> new LinkEvent.Receipted(Samples.receipt(1), at));
        assertThat(listener.sent())
                .containsExactly(Samples.frame(Samples.receipt(1)), Samples.bye(Bye.Reason.STOPPING));
    }

    @Test
    void aStoppingDiallerWaitsForItsReceiptsAndDeliversNothingMore() {
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(1), at));
        dialler.stop(Bye.Reason.STOPPING).done();
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(2), at));
        assertThat(dialler.done()).isEmpty();

        dialler.hear(Samples.frame(Samples.receipt(1)));
        List<LinkAction> done = dialler.done();
        assertThat(done.getFirst()).isEqualTo(new LinkAction.TakeReceipt(Samples.receipt(1)));
        assertByeOnly(done.subList(1, 3), Bye.Reason.STOPPING);
    }

    @Test
    void stoppingTakesFiveSecondsAtMost() {
        listener.hear(Samples.frame(Samples.deliver(1)));
        dialler.happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(1), at));
        for (Talk talk : List.of(listener, dialler)) {
            talk.stop(Bye.Reason.STOPPING).done();
            assertThat(Link.wakeAt(talk.state())).contains(talk.now().plusSeconds(5));
            talk.after(Duration.ofMillis(4999)).tick();
            assertThat(talk.done()).isEmpty();
            talk.stop(Bye.Reason.INTERNAL).after(Duration.ofMillis(1)).tick();
            assertByeOnly(talk.done(), Bye.Reason.STOPPING);
        }
    }

    @Test
    void afterItsEndALinkDoesNothing() {
        for (Talk talk : List.of(listener, dialler)) {
            talk.stop(Bye.Reason.STOPPING).done();
            LinkState closed = talk.state();
            talk.hear(Samples.ping(1))
                    .hear(Samples.frame(Samples.deliver(1)))
                    .tick()
                    .stop(Bye.Reason.IDLE)
                    .happens(at -> new LinkEvent.Lost("reset", at))
                    .happens(at -> new LinkEvent.Unreadable("garbage", at))
                    .happens(at -> new LinkEvent.Receipted(Samples.receipt(1), at))
                    .happens(at -> new LinkEvent.DeliverAsked(Samples.deliver(1), at));
            assertThat(talk.done()).isEmpty();
            assertThat(talk.state()).isEqualTo(closed);
            assertThat(Link.wakeAt(closed)).isEmpty();
        }
    }

    @Test
    void aByeWhoseReasonWeDoNotKnowStillEndsTheLink() {
        Frame unknown =
                Frame.newBuilder().setBye(Bye.newBuilder().setReasonValue(77)).build();
        for (Talk talk : List.of(listener, dialler)) {
            talk.hear(unknown);
            assertThat(talk.state()).isInstanceOfSatisfying(LinkState.Closed.class, closed -> {
                assertThat(closed.end().by()).isEqualTo(LinkEnd.By.PEER);
                assertThat(closed.end().reason()).isEqualTo(Bye.Reason.REASON_UNSPECIFIED);
            });
            assertThat(talk.sent()).isEmpty();
        }
    }

    @Test
    void whatIsNoFrameEndsTheLink() {
        for (Talk talk : List.of(listener, dialler)) {
            talk.happens(at -> new LinkEvent.Unreadable("length 2147483647", at));
            assertByeOnly(talk.done(), Bye.Reason.PROTOCOL_ERROR);
        }
    }

    private static Frame spoiled(Consumer<Deliver.Builder> spoil) {
        Deliver.Builder deliver = Samples.deliver(1).toBuilder();
        spoil.accept(deliver);
        return Samples.frame(deliver.build());
    }
}
