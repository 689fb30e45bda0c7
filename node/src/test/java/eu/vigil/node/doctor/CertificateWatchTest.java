package eu.vigil.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quarter of a year in front of a real store. */
class CertificateWatchTest {
    private static final Instant START = Instant.parse("2026-11-22T02:10:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final NodeKeys KEYS = keys(START);

    @TempDir
    private Path folder;

    private final List<HeldCertificate> inUse = new ArrayList<>();
    private SqliteStore store;
    private CertificateWatch watch;
    private Instant now = START;

    private static NodeKeys keys(Instant from) {
        return Enrolment.create(new ParticipantId("BE"), new NetworkId("EU-ART13"), from, RANDOM)
                .keys();
    }

    private static StoreKeys storeKeys() {
        return new StoreKeys(
                new LogKeeper(new ParticipantId("BE"), new HeadSigner(KEYS.log())),
                new CaseVault(KEYS.kek(), RANDOM),
                new SearchKey(KEYS.search()));
    }

    @BeforeEach
    void start() {
        use(KEYS, "signing");
        store = SqliteFile.opened(folder, storeKeys());
        boot();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void use(NodeKeys keys, String name) {
        inUse.clear();
        HeldCertificate.of(keys).stream()
                .filter(held -> held.name().equals(name))
                .forEach(inUse::add);
    }

    private void boot() {
        Escalation escalation = new Escalation(
                () -> Plans.plan(Plans.policy(Plans.step("PT0S", "rota:duty"))),
                () -> now,
                new SplittableRandom(7),
                new Bell());
        watch = new CertificateWatch(() -> List.copyOf(inUse), escalation);
    }

    private void pass(Duration time) {
        Instant until = now.plus(time);
        while (now.isBefore(until)) {
            now = now.plus(Duration.ofHours(8));
            look();
        }
    }

    private void look() {
        Transactions.Open<StoreTransaction> transaction = store.begin();
        watch.look(transaction.ledger(), now);
        transaction.commit(now);
    }

    private List<Incident> open() {
        return store.<List<Incident>>read(
                        ledger -> List.copyOf(ledger.incidents().open(100)))
                .toCompletableFuture()
                .join();
    }

    @Test
    void eachStepOfACertificateCallsSomebodyOnceAndEndsTheCallsOfTheOneBefore() {
        List<String> seen = new ArrayList<>();
        for (int day = 0; day < 92; day++) {
            pass(Duration.ofDays(1));
            for (Incident incident : open()) {
                String line = "%s %s"
                        .formatted(
                                incident.about().subject().replaceAll(".*/", ""),
                                incident.about().urgency());
                if (!seen.contains(line)) {
                    seen.add(line);
                }
            }
            assertThat(open()).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(seen).containsExactly("30 ROUTINE", "14 ROUTINE", "7 URGENT", "1 URGENT");
        assertThat(open().getFirst().about().kind()).isEqualTo(IncidentKind.CERTIFICATE_EXPIRING);
        assertThat(open().getFirst().about().dueAt())
                .contains(KEYS.signing().certificate().getNotAfter().toInstant());
    }

    @Test
    void overRestartsAndAfterSomebodyHasSeenItNobodyIsCalledAgain() {
        pass(Duration.ofDays(62));
        Incident first = open().getFirst();

        store.close();
        store = reopened();
        boot();
        pass(Duration.ofHours(16));
        assertThat(open()).extracting(Incident::code).containsExactly(first.code());

        Transactions.Open<StoreTransaction> transaction = store.begin();
        assertThat(transaction.ledger().incidents().acknowledge(first.code(), java.util.Optional.empty(), now))
                .isTrue();
        transaction.commit(now);
        pass(Duration.ofDays(2));
        assertThat(open()).isEmpty();
    }

    @Test
    void aNodeThatWakesLateTellsOnlyTheNearestStep() {
        now = START.plus(Duration.ofDays(86));
        look();
        assertThat(open()).hasSize(1);
        assertThat(open().getFirst().about().subject()).endsWith("/7");
        assertThat(open().getFirst().about().urgency()).isEqualTo(Urgency.URGENT);
    }

    @Test
    void aRenewedCertificateEndsTheCalls() {
        pass(Duration.ofDays(62));
        assertThat(open()).hasSize(1);
        use(keys(now), "signing");
        pass(Duration.ofHours(8));
        assertThat(open()).isEmpty();
    }

    private SqliteStore reopened() {
        return switch (SqliteStore.open(folder, "store.db", storeKeys(), eu.vigil.node.store.StoreLimits.USUAL)) {
            case eu.vigil.node.store.StoreOpening.Opened(var opened) -> opened;
            case eu.vigil.node.store.StoreOpening.Refused(var why) -> throw new AssertionError(why);
        };
    }
}
