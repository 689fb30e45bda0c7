package eu.vigil.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.EscalationLedger;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Writes;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clocks, of which the test sets one, in front of a real store. */
class ClockWatchTest {
    private static final Instant NIGHT = Instant.parse("2026-11-22T02:10:00Z");
    private static final ParticipantId BE = new ParticipantId("BE");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final NodeKeys KEYS =
            Enrolment.create(BE, new NetworkId("EU-ART13"), NIGHT, RANDOM).keys();

    @TempDir
    private Path folder;

    private SqliteStore store;
    private ClockWatch watch;
    private Instant now = NIGHT;
    private Duration ahead = Duration.ZERO;
    private boolean journalIsFull;

    @BeforeEach
    void start() {
        store = SqliteFile.opened(
                folder,
                new StoreKeys(
                        new LogKeeper(BE, new HeadSigner(KEYS.log())),
                        new CaseVault(KEYS.kek(), RANDOM),
                        new SearchKey(KEYS.search())));
        Escalation escalation = new Escalation(
                () -> Plans.plan(Plans.policy(Plans.step("PT0S", "rota:duty"))),
                () -> now,
                new SplittableRandom(7),
                new Bell());
        watch = new ClockWatch(() -> now.plus(ahead), () -> now, escalation);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Looks, a moment later. */
    private List<Incident> seenAfter(Duration time) {
        now = now.plus(time);
        watch.look(new Journal());
        return store.<List<Incident>>read(
                        ledger -> List.copyOf(ledger.incidents().open(100)))
                .toCompletableFuture()
                .join();
    }

    @Test
    void aClockThatIsSetByMoreThanAMinuteCallsSomebodyOnce() {
        ahead = Duration.ofSeconds(60);
        assertThat(seenAfter(Duration.ofSeconds(10))).isEmpty();
        ahead = Duration.ofSeconds(61);
        List<Incident> called = seenAfter(Duration.ofSeconds(10));
        assertThat(called).hasSize(1);
        assertThat(called.getFirst().about().kind()).isEqualTo(IncidentKind.CLOCK_STEPPED);
        assertThat(called.getFirst().about().urgency()).isEqualTo(Urgency.URGENT);
        assertThat(called.getFirst().about().subject()).isEqualTo("2026-11-22/+61s");
        assertThat(seenAfter(Duration.ofDays(2))).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackAndForthCallsForEachSetting() {
        ahead = Duration.ofHours(-1);
        assertThat(seenAfter(Duration.ofSeconds(10))).hasSize(1);
        ahead = Duration.ZERO;
        assertThat(seenAfter(Duration.ofSeconds(10)))
                .extracting(incident -> incident.about().subject())
                .containsExactlyInAnyOrder("2026-11-22/-3600s", "2026-11-22/+0s");
    }

    @Test
    void aClockThatGoesToAndFroAllDayDoesNotCallAllDay() {
        for (int time = 0; time < 100; time++) {
            ahead = time % 2 == 0 ? Duration.ofHours(1) : Duration.ZERO;
            seenAfter(Duration.ofSeconds(10));
        }
        assertThat(seenAfter(Duration.ofSeconds(10))).hasSize(2);
    }

    @Test
    void whatCouldNotBeRecordedIsRecordedTheNextTime() {
        ahead = Duration.ofHours(1);
        journalIsFull = true;
        assertThat(seenAfter(Duration.ofSeconds(10))).isEmpty();
        journalIsFull = false;
        assertThat(seenAfter(Duration.ofSeconds(10))).hasSize(1);
    }

    /** The journal, without a thread. */
    private final class Journal implements Writes<EscalationLedger> {
        @Override
        public <R> CompletionStage<R> write(BiFunction<? super EscalationLedger, Instant, R> unit) {
            if (journalIsFull) {
                return CompletableFuture.failedStage(new IllegalStateException("planted"));
            }
            Transactions.Open<StoreTransaction> transaction = store.begin();
            R result = unit.apply(transaction.ledger(), now);
            transaction.commit(now);
            return CompletableFuture.completedStage(result);
        }
    }
}
