package eu.vigil.protocol.casework;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.wire.Answer;
import eu.vigil.protocol.wire.FeasibilityReply;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Postponement;
import eu.vigil.protocol.wire.PreservationConfirmation;
import eu.vigil.protocol.wire.PreservationRequest;
import eu.vigil.protocol.wire.Refusal;
import eu.vigil.protocol.wire.Withdrawal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectTest {
    private static Effect of(Message.Builder message, RefusalGround.Family family) {
        return Effect.of(message.build(), family);
    }

    private static Message.Builder refusal(Refusal.Ground ground) {
        return Message.newBuilder()
                .setRefusal(Refusal.newBuilder()
                        .setGround(ground)
                        .setReasons("because")
                        .setPartialHelp("nothing in part"));
    }

    private static Stream<Refusal.Ground> grounds() {
        return Stream.of(Refusal.Ground.values())
                .filter(ground -> ground != Refusal.Ground.GROUND_UNSPECIFIED && ground != Refusal.Ground.UNRECOGNIZED);
    }

    @Test
    void theContractAndTheMachineNameTheSameGrounds() {
        assertThat(grounds().map(Enum::name))
                .containsExactlyElementsOf(
                        Stream.of(RefusalGround.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalServesOnTheGroundsOfItsFamilyAndOnNoOther(RefusalGround.Family family) {
        grounds().forEach(ground -> {
            Effect effect = of(refusal(ground), family);
            if (RefusalGround.of(family).contains(RefusalGround.valueOf(ground.name()))) {
                assertThat(effect)
                        .isEqualTo(new Effect.On(
                                Side.REQUESTED,
                                new CaseEvent.Refused(family, RefusalGround.valueOf(ground.name()), "because")));
            } else {
                assertThat(effect)
                        .isInstanceOfSatisfying(
                                Effect.Unfit.class,
                                unfit -> assertThat(unfit.why()).contains(ground.name(), "right: one of"));
            }
        });
    }

    @Test
    void toSayNoNeedsAGroundOfTheFamilyToo() {
        Message.Builder no = Message.newBuilder()
                .setFeasibilityReply(FeasibilityReply.newBuilder()
                        .setWillAnswer(FeasibilityReply.WillAnswer.NO)
                        .setGround(Refusal.Ground.NOT_COMPETENT));
        assertThat(of(no, RefusalGround.Family.POLICE_INFORMATION))
                .isEqualTo(new Effect.On(Side.REQUESTED, new CaseEvent.FeasibilityAnswered()));
        assertThat(of(no, RefusalGround.Family.PRESERVATION)).isInstanceOf(Effect.Unfit.class);
    }

    @Test
    void mutualAssistanceIsRefusedOrPutOffOnlyOncePartialHelpWasConsidered() {
        Message.Builder refused = Message.newBuilder()
                .setRefusal(Refusal.newBuilder()
                        .setGround(Refusal.Ground.POLITICAL_OFFENCE)
                        .setReasons("because"));
        Message.Builder postponed =
                Message.newBuilder().setPostponement(Postponement.newBuilder().setReasons("a search on Monday"));
        assertThat(of(refused, RefusalGround.Family.MUTUAL_ASSISTANCE))
                .isEqualTo(new Effect.Unfit("refusal.partial_help", Effect.PARTIAL_HELP));
        assertThat(of(postponed, RefusalGround.Family.MUTUAL_ASSISTANCE))
                .isEqualTo(new Effect.Unfit("postponement.partial_help", Effect.PARTIAL_HELP));
        assertThat(of(refused, RefusalGround.Family.PRESERVATION)).isInstanceOf(Effect.On.class);
        assertThat(of(postponed, RefusalGround.Family.PRESERVATION))
                .isEqualTo(new Effect.On(Side.REQUESTED, new CaseEvent.Postponed()));
    }

    @Test
    void onlyAPreservationRequestIsConfirmed() {
        Message.Builder held =
                Message.newBuilder().setPreservationConfirmation(PreservationConfirmation.getDefaultInstance());
        assertThat(of(held, RefusalGround.Family.PRESERVATION))
                .isEqualTo(new Effect.On(Side.REQUESTED, new CaseEvent.ExecutionBegun()));
        assertThat(of(held, RefusalGround.Family.POLICE_INFORMATION)).isInstanceOf(Effect.Unfit.class);
    }

    @Test
    void theRequestingSideWithdrawsAndTheRequestedSideAnswers() {
        assertThat(of(
                        Message.newBuilder().setWithdrawal(Withdrawal.getDefaultInstance()),
                        RefusalGround.Family.PRESERVATION))
                .isEqualTo(new Effect.On(Side.REQUESTING, new CaseEvent.Withdrawn()));
        assertThat(of(
                        Message.newBuilder().setAnswer(Answer.newBuilder().setExtent(Answer.Extent.PART)),
                        RefusalGround.Family.PRESERVATION))
                .isEqualTo(new Effect.On(Side.REQUESTED, new CaseEvent.PartlyAnswered()));
    }

    @Test
    void aRequestAnswersNothing() {
        assertThat(of(
                        Message.newBuilder().setPreservationRequest(PreservationRequest.getDefaultInstance()),
                        RefusalGround.Family.PRESERVATION))
                .isEqualTo(new Effect.None());
    }
}
