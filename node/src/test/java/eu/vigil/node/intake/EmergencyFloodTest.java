package eu.vigil.node.intake;

import static eu.vigil.node.intake.Border.FR;
import static eu.vigil.node.intake.Border.NIGHT;
import static eu.vigil.node.intake.Border.with;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.desk.RequestAlarm;
import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over 20 emergencies an hour from one peer, the rest are served as urgent (security.md 8). */
class EmergencyFloodTest {
    @TempDir
    Path folder;

    private Border border;
    private final Escalation escalation = new Escalation(
            () -> Plans.plan(Plans.policy(Plans.step("PT0S", "rota:duty"))),
            () -> border.now,
            new SplittableRandom(7),
            new Bell());
    private final Arrivals<StoreTransaction> arrivals =
            new Arrivals<>(FR, Policy.builtIn(), new RequestAlarm(escalation));
    private int requests;

    @BeforeEach
    void open() {
        border = new Border(folder);
    }

    @AfterEach
    void close() {
        border.close();
    }

    private MessageId arrive(Header.Urgency urgency) {
        Message message = with(border.request(++requests), header -> header.setUrgency(urgency));
        border.written(ledger ->
                assertThat(arrivals.apply(ledger, message, border.now)).isEqualTo(Decision.ACCEPTED));
        return MessageId.of(message.getHeader().getMessageId());
    }

    private Urgency servedAs(MessageId id) {
        Optional<Incident> incident =
                border.read(ledger -> ledger.incidents().find(IncidentKind.REQUEST_RECEIVED, id.toString()));
        return incident.orElseThrow().about().urgency();
    }

    private List<Happening> history(MessageId id) {
        return border.read(ledger -> ledger.requests().history(id));
    }

    @Test
    void theTwentyFirstEmergencyWithinAnHourIsServedAsUrgentAndItsHistorySaysWhy() {
        for (int number = 0; number < 20; number++) {
            assertThat(servedAs(arrive(Header.Urgency.EMERGENCY))).isEqualTo(Urgency.EMERGENCY);
        }
        MessageId tooMany = arrive(Header.Urgency.EMERGENCY);

        assertThat(servedAs(tooMany)).isEqualTo(Urgency.URGENT);
        assertThat(history(tooMany))
                .extracting(Happening::detail)
                .contains("served as urgent: BE has sent 20 emergencies within an hour");
        assertThat(border.requests()).anySatisfy(request -> {
            assertThat(request.id()).isEqualTo(tooMany);
            assertThat(request.urgency()).as("what was signed stays").isEqualTo(Header.Urgency.EMERGENCY);
        });
    }

    @Test
    void afterAnHourAnEmergencyIsOneAgain() {
        for (int number = 0; number < 21; number++) {
            arrive(Header.Urgency.EMERGENCY);
        }
        border.now = NIGHT.plus(Duration.ofHours(1)).plusSeconds(1);
        assertThat(servedAs(arrive(Header.Urgency.EMERGENCY))).isEqualTo(Urgency.EMERGENCY);
    }

    @Test
    void urgentRequestsUseUpNoEmergency() {
        for (int number = 0; number < 21; number++) {
            arrive(Header.Urgency.URGENT);
        }
        assertThat(servedAs(arrive(Header.Urgency.EMERGENCY))).isEqualTo(Urgency.EMERGENCY);
    }
}
