package eu.vigil.protocol.casework;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.casework.RequestLife.Moved;
import eu.vigil.protocol.casework.RequestLife.Rejected;
import eu.vigil.protocol.casework.RequestLife.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table below is the specification: one row a state and side, one column an event; {@code .} says that it is rejected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLifeTest {
    private static final List<CaseEvent> EVENTS = List.of(
            new CaseEvent.Edited(),
            new CaseEvent.Approved(),
            new CaseEvent.Queued(),
            new CaseEvent.Sent(),
            new CaseEvent.DeliveryTimeOver(),
            new CaseEvent.Receipted(),
            new CaseEvent.RefusedByReceipt(),
            new CaseEvent.ExpiredByReceipt(),
            new CaseEvent.Acknowledged(),
            new CaseEvent.FeasibilityAnswered(),
            new CaseEvent.ExecutionBegun(),
            new CaseEvent.Postponed(),
            new CaseEvent.Answered(),
            new CaseEvent.PartlyAnswered(),
            refused("political"),
            new CaseEvent.Misrouted(),
            new CaseEvent.Withdrawn(),
            new CaseEvent.Lapsed(),
            new CaseEvent.AskedBack(),
            new CaseEvent.Replied(),
            new CaseEvent.Told());

    // Edit Appr Queu Sent Over Rcpt RefR ExpR Ack  Feas Exec Post Answ Part Refu Misr With Laps Ask  Rep  Tell
    private static final String TABLE = """
            REQUESTING DRAFT                DRA APP .   .   .   .   .   .   .   .   .   .   .   .   .   .   WIT .   .   .   .
            REQUESTING APPROVED             DRA APP QUE .   .   .   .   .   .   .   .   .   .   .   .   .   WIT .   .   .   .
            REQUESTING QUEUED               .   .   QUE SEN UND .   .   .   .   .   .   .   .   .   .   .   WIT .   .   .   .
            REQUESTING SENT                 .   .   SEN SEN OUT RCP REF EXP ACK .   .   .   .   .   REF MIS WIT EXP SEN SEN SEN
            REQUESTING OUTCOME_UNKNOWN      .   .   OUT OUT OUT RCP REF EXP ACK .   .   .   .   .   REF MIS WIT EXP OUT OUT OUT
            REQUESTING RECEIPTED            .   .   RCP RCP RCP RCP .   .   ACK .   .   .   .   .   REF MIS WIT EXP RCP RCP RCP
            REQUESTED  RECEIVED             .   .   .   .   .   .   .   .   ACK .   .   .   .   .   REF MIS WIT EXP REC REC REC
            REQUESTING ACKNOWLEDGED         .   .   ACK ACK ACK ACK .   .   ACK FEA .   .   .   .   REF MIS WIT EXP ACK ACK ACK
            REQUESTED  ACKNOWLEDGED         .   .   .   .   .   .   .   .   ACK FEA .   .   .   .   REF MIS WIT EXP ACK ACK ACK
            REQUESTING FEASIBILITY_ANSWERED .   .   FEA FEA FEA FEA .   .   FEA FEA EXE POS ANS PAR REF MIS WIT EXP FEA FEA FEA
            REQUESTED  FEASIBILITY_ANSWERED .   .   .   .   .   .   .   .   FEA FEA EXE POS ANS PAR REF MIS WIT EXP FEA FEA FEA
            REQUESTING EXECUTING            .   .   EXE EXE EXE EXE .   .   EXE EXE EXE POS ANS PAR REF MIS WIT EXP EXE EXE EXE
            REQUESTED  EXECUTING            .   .   .   .   .   .   .   .   EXE EXE EXE POS ANS PAR REF MIS WIT EXP EXE EXE EXE
            REQUESTING POSTPONED            .   .   POS POS POS POS .   .   POS POS EXE POS ANS PAR REF MIS WIT EXP POS POS POS
            REQUESTED  POSTPONED            .   .   .   .   .   .   .   .   POS POS EXE POS ANS PAR REF MIS WIT EXP POS POS POS
            REQUESTING UNDELIVERABLE        .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
            REQUESTING ANSWERED             .   .   ANS ANS ANS ANS .   .   ANS .   ANS .   .   .   .   .   .   .   .   ANS ANS
            REQUESTED  ANSWERED             .   .   .   .   .   .   .   .   ANS .   ANS .   .   .   .   .   .   .   .   ANS ANS
            REQUESTING PARTLY_ANSWERED      .   .   PAR PAR PAR PAR .   .   PAR .   PAR .   .   .   .   .   .   .   .   PAR PAR
            REQUESTED  PARTLY_ANSWERED      .   .   .   .   .   .   .   .   PAR .   PAR .   .   .   .   .   .   .   .   PAR PAR
            REQUESTING REFUSED              .   .   REF REF REF REF REF .   .   .   .   .   .   .   .   .   .   .   .   REF REF
            REQUESTED  REFUSED              .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   REF REF
            REQUESTING MISROUTED            .   .   MIS MIS MIS MIS .   .   .   .   .   .   .   .   .   .   .   .   .   MIS MIS
            REQUESTED  MISROUTED            .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   MIS MIS
            REQUESTING WITHDRAWN            .   .   WIT WIT WIT WIT .   .   WIT WIT WIT WIT .   .   .   .   .   .   WIT WIT WIT
            REQUESTED  WITHDRAWN            .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   WIT WIT
            REQUESTING EXPIRED              .   .   EXP EXP EXP EXP .   EXP .   .   .   .   .   .   .   .   .   .   .   EXP EXP
            REQUESTED  EXPIRED              .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   EXP EXP
            """;

    record Row(Side side, RequestState state, List<String> outcomes) {}

    static Stream<Row> rows() {
        return TABLE.lines().map(line -> {
            List<String> cells = List.of(line.split(" +"));
            return new Row(
                    Side.valueOf(cells.get(0)), RequestState.valueOf(cells.get(1)), cells.subList(2, cells.size()));
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyEventHasItsStatedOutcomeInEveryState(Row row) {
        assertThat(row.outcomes()).hasSameSizeAs(EVENTS);
        List<String> got = new ArrayList<>();
        for (CaseEvent event : EVENTS) {
            got.add(
                    switch (RequestLife.step(row.state(), row.side(), event)) {
                        case Moved(RequestState state) -> code(state);
                        case Rejected(String why) -> {
                            assertThat(why).isNotBlank();
                            yield ".";
                        }
                    });
        }
        assertThat(got).isEqualTo(row.outcomes());
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void aStateThatTheSideDoesNotHaveRejectsEveryEvent(RequestState state) {
        for (Side side : Side.values()) {
            boolean listed = rows().anyMatch(row -> row.state() == state && row.side() == side);
            assertThat(state.existsAt(side)).isEqualTo(listed);
            if (!listed) {
                assertThat(EVENTS)
                        .allSatisfy(event ->
                                assertThat(RequestLife.step(state, side, event)).isInstanceOf(Rejected.class));
            }
        }
    }

    @Test
    void theTableKnowsEveryEvent() {
        assertThat(EVENTS.stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(CaseEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void whatHasEndedNeverMovesAgain(RequestState state) {
        if (!state.ended()) {
            return;
        }
        for (Side side : Side.values()) {
            for (CaseEvent event : EVENTS) {
                Step step = RequestLife.step(state, side, event);
                assertThat(step instanceof Rejected || step.equals(new Moved(state)))
                        .isTrue();
            }
        }
    }

    @Test
    void anAcknowledgementStopsThePagerAndNotTheEightHours() {
        assertThat(RequestState.RECEIVED.awaitsAcknowledgement()).isTrue();
        assertThat(RequestState.RECEIVED.awaitsFeasibilityReply()).isTrue();
        Moved acknowledged =
                (Moved) RequestLife.step(RequestState.RECEIVED, Side.REQUESTED, new CaseEvent.Acknowledged());
        assertThat(acknowledged.state().awaitsAcknowledgement()).isFalse();
        assertThat(acknowledged.state().awaitsFeasibilityReply()).isTrue();
        Moved indicated =
                (Moved) RequestLife.step(acknowledged.state(), Side.REQUESTED, new CaseEvent.FeasibilityAnswered());
        assertThat(indicated.state().awaitsFeasibilityReply()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void noAcknowledgementEverStopsTheEightHours(RequestState state) {
        for (Side side : Side.values()) {
            if (RequestLife.step(state, side, new CaseEvent.Acknowledged()) instanceof Moved(RequestState next)
                    && state.awaitsFeasibilityReply()) {
                assertThat(next.awaitsFeasibilityReply()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void aSecondAcknowledgementChangesNothing(RequestState state) {
        for (Side side : Side.values()) {
            if (RequestLife.step(state, side, new CaseEvent.Acknowledged()) instanceof Moved(RequestState next)) {
                assertThat(RequestLife.step(next, side, new CaseEvent.Acknowledged()))
                        .isEqualTo(new Moved(next));
            }
        }
    }

    @Test
    void aRefusalNeedsReasonsAndAGroundOfItsFamily() {
        assertThat(RequestLife.step(RequestState.RECEIVED, Side.REQUESTED, refused(" ")))
                .isEqualTo(new Rejected("a refusal needs its reasons in words"));
        var workload = new CaseEvent.Refused(
                RefusalGround.Family.PRESERVATION, RefusalGround.DISPROPORTIONATE, "too much work");
        assertThat(RequestLife.step(RequestState.RECEIVED, Side.REQUESTED, workload))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.why())
                                .contains("DISPROPORTIONATE", "preservation", "POLITICAL_OFFENCE"));
    }

    @Test
    void preservationHasThreeGroundsAndNoOther() {
        assertThat(RefusalGround.of(RefusalGround.Family.PRESERVATION))
                .containsExactly(
                        RefusalGround.POLITICAL_OFFENCE,
                        RefusalGround.SOVEREIGNTY_SECURITY_ORDRE_PUBLIC,
                        RefusalGround.DUAL_CRIMINALITY_RESERVATION);
        assertThat(RefusalGround.of(RefusalGround.Family.TRAFFIC_DATA)).hasSize(2);
        assertThat(RefusalGround.of(RefusalGround.Family.MUTUAL_ASSISTANCE))
                .hasSize(3)
                .contains(RefusalGround.DOMESTIC_LAW);
        assertThat(RefusalGround.of(RefusalGround.Family.POLICE_INFORMATION)).hasSize(6);
    }

    @Test
    void aCaseBeginsAsADraftHereAndAsReceivedThere() {
        assertThat(RequestLife.begin(Side.REQUESTING)).isEqualTo(RequestState.DRAFT);
        assertThat(RequestLife.begin(Side.REQUESTED)).isEqualTo(RequestState.RECEIVED);
    }

    private static CaseEvent refused(String reasons) {
        return new CaseEvent.Refused(RefusalGround.Family.PRESERVATION, RefusalGround.POLITICAL_OFFENCE, reasons);
    }

    private static String code(RequestState state) {
        return state == RequestState.RECEIPTED ? "RCP" : state.name().substring(0, 3);
    }
}
