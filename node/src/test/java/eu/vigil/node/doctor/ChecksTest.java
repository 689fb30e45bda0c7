package eu.vigil.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit at its edge, over facts that no machine needs to have. */
class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:10:00Z");
    private static final long GIBI = 1L << 30;
    private static final long MEBI = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "1073741824, OK",
        "1073741823, WARNING",
        "268435456, WARNING",
        "268435455, FAILED",
        "0, FAILED",
    })
    void freeDiskIsJudgedAgainstBothWatermarks(long freeBytes, Verdict verdict) {
        Check disk = disk(new DiskFacts(freeBytes, OptionalLong.of(1_000_000), OptionalLong.of(900_000)));
        assertThat(worst(disk)).isEqualTo(verdict);
    }

    @Test
    void aFileSystemWithoutRoomForMoreFilesHasFailedUnlessItDoesNotCountThem() {
        assertThat(worst(disk(new DiskFacts(50 * GIBI, OptionalLong.of(1_000_000), OptionalLong.of(999)))))
                .isEqualTo(Verdict.FAILED);
        assertThat(worst(disk(new DiskFacts(50 * GIBI, OptionalLong.of(1_000_000), OptionalLong.of(1000)))))
                .isEqualTo(Verdict.OK);
        assertThat(worst(disk(new DiskFacts(50 * GIBI, OptionalLong.of(0), OptionalLong.of(0)))))
                .isEqualTo(Verdict.OK);
        assertThat(worst(disk(new DiskFacts(50 * GIBI, OptionalLong.empty(), OptionalLong.empty()))))
                .isEqualTo(Verdict.OK);
    }

    private static Check disk(DiskFacts facts) {
        return new DiskCheck("/var/lib/vigil", facts, GIBI, 256 * MEBI);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK",
        "4999, OK",
        "-4999, OK",
        "5000, WARNING",
        "-59999, WARNING",
        "60000, FAILED",
        "-60000, FAILED",
    })
    void aPeersClockIsToldFromFiveSecondsOnAndHasFailedFromSixty(long aheadMillis, Verdict verdict) {
        ClockCheck clock = new ClockCheck(new ClockFacts(
                NOW,
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Map.of("FR", Duration.ofMillis(aheadMillis))));
        assertThat(worst(clock)).isEqualTo(verdict);
    }

    @Test
    void aClockBeforeWhatTheStoreHoldsHasFailed() {
        assertThat(worst(new ClockCheck(new ClockFacts(
                        NOW, Optional.of(true), Optional.of(NOW.plusSeconds(6)), Optional.empty(), Map.of()))))
                .isEqualTo(Verdict.FAILED);
        assertThat(worst(new ClockCheck(
                        new ClockFacts(NOW, Optional.of(true), Optional.of(NOW), Optional.empty(), Map.of()))))
                .isEqualTo(Verdict.OK);
    }

    @Test
    void aClockThatWasSetWhileTheNodeRanHasFailed() {
        assertThat(worst(new ClockCheck(new ClockFacts(
                        NOW, Optional.of(true), Optional.empty(), Optional.of(NOW.minusSeconds(60)), Map.of()))))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void withoutSynchronisationTheClockIsDoubtfulAndWithoutKnowledgeItIsNot() {
        assertThat(worst(new ClockCheck(
                        new ClockFacts(NOW, Optional.of(false), Optional.empty(), Optional.empty(), Map.of()))))
                .isEqualTo(Verdict.WARNING);
        ClockCheck unknown =
                new ClockCheck(new ClockFacts(NOW, Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
        assertThat(worst(unknown)).isEqualTo(Verdict.OK);
        assertThat(unknown.look().getFirst().what()).contains("not known");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, 0, OK",
        "false, 0, 0, WARNING",
        "false, 1, 300, WARNING",
        "false, 1, 301, FAILED",
        "true, 1, 300, OK",
        "true, 1, 301, FAILED",
    })
    void aPeerHasFailedOnceSomethingWaitsForItForMoreThanFiveMinutes(
            boolean open, int waiting, long waitingSeconds, Verdict verdict) {
        NodeFacts.Peer peer = new NodeFacts.Peer(
                "EU-ART13",
                "FR",
                open,
                Optional.of(NOW.minusSeconds(600)),
                waiting,
                waiting == 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(waitingSeconds)),
                Optional.empty(),
                Optional.empty(),
                open ? "" : "connection refused",
                List.of("+33 1 55 55 01 00"));
        PeersCheck check = new PeersCheck(new NodeFacts.Running(NOW, List.of(), List.of(peer)));
        assertThat(worst(check)).isEqualTo(verdict);
        check.look()
                .forEach(finding -> finding.remedy()
                        .ifPresent(remedy -> assertThat(remedy).contains("call FR: +33 1 55 55 01 00")));
    }

    @Test
    void whileOneChannelAnswersAnotherThatDoesNotIsAWarning() {
        ChannelFacts well = channel("desk", Optional.empty());
        ChannelFacts silent = channel("phone", Optional.of("Connection refused"));
        assertThat(worst(new ChannelsCheck(List.of(well, well)))).isEqualTo(Verdict.OK);
        assertThat(worst(new ChannelsCheck(List.of(well, silent)))).isEqualTo(Verdict.WARNING);
        assertThat(worst(new ChannelsCheck(List.of(silent)))).isEqualTo(Verdict.FAILED);
        assertThat(worst(new ChannelsCheck(List.of()))).isEqualTo(Verdict.FAILED);
    }

    private static ChannelFacts channel(String name, Optional<String> silence) {
        return new ChannelFacts(name, "pager.example:443", Optional.empty(), Optional.empty(), silence);
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE_FILE, rw-------, OK",
        "PRIVATE_FILE, r--------, OK",
        "PRIVATE_FILE, rw-r-----, FAILED",
        "PRIVATE_FILE, rw----r--, FAILED",
        "PRIVATE_FOLDER, rwx------, OK",
        "PRIVATE_FOLDER, rwx--x---, FAILED",
        "NOT_WRITABLE, rw-r--r--, OK",
        "NOT_WRITABLE, rw-rw-r--, FAILED",
        "NOT_WRITABLE, rw-r--rw-, FAILED",
    })
    void nobodyElseMayTouchWhatIsTheNodesOwn(PathFacts.Need need, String mode, Verdict verdict) {
        assertThat(worst(permissions(need, mode, "vigil"))).isEqualTo(verdict);
    }

    @Test
    void aSecretThatRootLeftBehindIsToldWithItsChown() {
        Check check = permissions(PathFacts.Need.PRIVATE_FILE, "rw-------", "root");
        assertThat(worst(check)).isEqualTo(Verdict.FAILED);
        assertThat(check.look().getFirst().remedy()).contains("chown vigil /var/lib/vigil/keys.p12");
        assertThat(worst(permissions(PathFacts.Need.NOT_WRITABLE, "rw-r--r--", "root")))
                .isEqualTo(Verdict.OK);
    }

    private static Check permissions(PathFacts.Need need, String mode, String owner) {
        return new PermissionsCheck(
                List.of(new PathFacts("/var/lib/vigil/keys.p12", need, PosixFilePermissions.fromString(mode), owner)),
                "vigil",
                "vigil",
                Optional.empty());
    }

    @Test
    void whoeverMayNotLookIntoTheDataFolderIsToldAsWhomToAsk() {
        Check closed = new FolderCheck("/var/lib/vigil", true, false, "vigil", "alice");
        assertThat(worst(closed)).isEqualTo(Verdict.FAILED);
        assertThat(closed.look().getFirst().what()).contains("closed to alice");
        assertThat(closed.look().getFirst().remedy()).contains("sudo -u vigil vigil doctor");
    }

    @Test
    void whatComputesSlowlyOrWithoutTheHybridGroupOrOnAnotherJavaIsAWarning() {
        ProviderFacts well = new ProviderFacts("Corretto", true, "BoringSSL", true, "epoll", "25.0.3", 25);
        assertThat(worst(new ProvidersCheck(well))).isEqualTo(Verdict.OK);
        assertThat(worst(new ProvidersCheck(new ProviderFacts("BC", false, "BoringSSL", true, "epoll", "25", 25))))
                .isEqualTo(Verdict.WARNING);
        assertThat(worst(new ProvidersCheck(new ProviderFacts("Corretto", true, "the JDK", false, "NIO", "25", 25))))
                .isEqualTo(Verdict.WARNING);
        assertThat(worst(new ProvidersCheck(new ProviderFacts("Corretto", true, "BoringSSL", true, "epoll", "27", 27))))
                .isEqualTo(Verdict.WARNING);
    }

    @Test
    void aNodeThatHoldsItsFolderButDoesNotAnswerIsNotStartedASecondTime() {
        NodeFacts silent = new NodeFacts.Silent("connection refused");
        assertThat(new NodeCheck(silent, false).look().getFirst().remedy().orElseThrow())
                .contains("systemctl start vigil");
        assertThat(new NodeCheck(silent, true).look().getFirst().remedy().orElseThrow())
                .contains("systemctl restart vigil");
    }

    @Test
    void aCheckThatBreaksIsAFindingAndTheOthersGoOn() {
        Check broken = new Check() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Finding> look() {
                throw new IllegalStateException("no such thing");
            }
        };
        Diagnosis diagnosis = Diagnosis.of(List.of(broken, new ConfigurationCheck("vigil.yaml", List.of())));
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(diagnosis.results()).hasSize(2);
        assertThat(diagnosis.results().getFirst().finding().what()).contains("no such thing");
    }

    private static Verdict worst(Check check) {
        return Diagnosis.of(List.of(check)).verdict();
    }
}
