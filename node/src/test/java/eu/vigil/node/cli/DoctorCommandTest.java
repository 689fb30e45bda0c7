package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.operator.TestServer;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreLimits;
import eu.vigil.node.store.StoreOpening;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.ParticipantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A healthy node on real files, and what the doctor finds when one thing about it is broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorCommandTest {
    /** These look at this machine rather than at the node's files: their limits are tried in ChecksTest. */
    private static final Set<String> OF_THE_MACHINE = Set.of("clock", "disk", "providers");

    @TempDir
    private static Path made;

    @TempDir
    private static Path patients;

    private int patient;
    private Path folder = Path.of("");
    private Path be = Path.of("");
    private Path credentials = Path.of("");
    private TestServer node = new TestServer();
    private TestShell shell = new TestShell();
    private ServerSocket desk;
    private ServerSocket phone;

    /** One thing that breaks a healthy node. */
    @FunctionalInterface
    interface Fault {
        void plant(DoctorCommandTest test) throws IOException;
    }

    /**
     * A fault and what the doctor is to say of it.
     *
     * @param check by which check
     * @param verdict how bad it is
     * @param what words of the finding
     * @param remedy words of the remedy
     */
    record Case(String name, Fault fault, String check, String verdict, String what, String remedy) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void makeAHealthyNode() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        desk = new ServerSocket(0, 50, loopback);
        phone = new ServerSocket(0, 50, loopback);
        TestShell maker = new TestShell().in(made);
        for (String line : List.of("BE be", "FR fr", "BE be-again")) {
            String[] words = line.split(" ", -1);
            assertThat(maker.run(
                            "init",
                            "--participant=" + words[0],
                            "--network=EU-ART13",
                            "--data=" + words[1],
                            "--link=127.0.0.1:7413",
                            "--operator=127.0.0.1:1",
                            "--page=http://127.0.0.1:%d/page".formatted(desk.getLocalPort())))
                    .as(maker.err())
                    .isZero();
        }
        assemble(maker, "gsc", "directory.pb", "be/entry.pb", "fr/entry.pb");
        assemble(maker, "gsc-other", "other.pb", "be/entry.pb", "fr/entry.pb");
        assemble(maker, "gsc-without", "without.pb", "fr/entry.pb");
        Path data = made.resolve("be");
        Files.copy(made.resolve("directory.pb"), data.resolve("directory.pb"));
        Files.copy(made.resolve("gsc/authority.pub"), data.resolve("authority.pub"));
        replace(
                data.resolve("vigil.yaml"),
                "internal: true }",
                "internal: true }\n    phone: { url: \"http://127.0.0.1:%d/page\", secret: \"file:desk.secret\" }"
                        .formatted(phone.getLocalPort()));
        replace(data.resolve("vigil.yaml"), "[\"channel:desk\"]", "[\"channel:desk\", \"channel:phone\"]");
        replace(data.resolve("vigil.yaml"), "file:keys.secret", "systemd-credential:keys.secret");
        Files.createDirectory(made.resolve("credentials"));
        Files.move(data.resolve("keys.secret"), made.resolve("credentials/keys.secret"));
        try (Stream<Path> offline = Files.walk(data.resolve("offline"))) {
            for (Path path : offline.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        store(data, made.resolve("credentials"), TestShell.NOW.minusSeconds(60));
    }

    private static void assemble(TestShell maker, String authority, String out, String... entries) {
        List<String> line = new ArrayList<>(List.of(
                "directory",
                "assemble",
                "--network=EU-ART13",
                "--authority=" + authority,
                "--out=" + out,
                "--fresh=P60D",
                "--life=P120D"));
        line.addAll(List.of(entries));
        assertThat(maker.run(line.toArray(String[]::new))).as(maker.err()).isZero();
    }

    /** A store as a run of the node leaves it, whose newest batch is of this instant. */
    private static void store(Path data, Path credentials, Instant newest) {
        SecretRef.Resolution secret = SecretRef.parse("file:keys.secret").resolve(credentials);
        assertThat(secret).isInstanceOf(SecretRef.Resolution.Resolved.class);
        NodeKeys keys =
                switch (NodeKeys.open(data.resolve("keys.p12"), ((SecretRef.Resolution.Resolved) secret).secret())) {
                    case NodeKeys.Opening.Opened(var opened) -> opened;
                    case NodeKeys.Opening.Problem(var text) -> throw new AssertionError(text);
                };
        StoreKeys storeKeys = new StoreKeys(
                new LogKeeper(new ParticipantId("BE"), new HeadSigner(keys.log())),
                new CaseVault(keys.kek(), new SecureRandom()),
                new SearchKey(keys.search()));
        switch (SqliteStore.open(data, "store.db", storeKeys, StoreLimits.USUAL)) {
            case StoreOpening.Opened(SqliteStore store) -> {
                store.begin().commit(newest);
                store.close();
            }
            case StoreOpening.Refused(var why) -> throw new AssertionError(why);
        }
    }

    @BeforeEach
    void takeAHealthyPatient() throws IOException {
        folder = patients.resolve("patient-" + patient++);
        be = folder.resolve("be");
        credentials = folder.resolve("credentials");
        try (Stream<Path> all = Files.walk(made)) {
            for (Path path : all.toList()) {
                Files.copy(path, folder.resolve(made.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        node.close();
        node = new TestServer();
        shell = new TestShell()
                .in(folder)
                .with("CREDENTIALS_DIRECTORY", credentials.toString())
                .with("VIGIL_URL", node.uri().toString())
                .with("VIGIL_TOKEN", node.people().token(Role.ADMINISTRATOR));
    }

    @AfterAll
    void close() throws IOException {
        node.close();
        desk.close();
        phone.close();
    }

    @Test
    void aHealthyNodeIsWellInEveryCheck() {
        int code = doctor("-o", "json");
        assertThat(wrong().filter(one -> !OF_THE_MACHINE.contains(check(one)))).isEmpty();
        assertThat(shell.json().get("findings").findValuesAsText("check"))
                .containsSubsequence(
                        "node",
                        "configuration",
                        "permissions",
                        "keys",
                        "certificates",
                        "secret",
                        "directory",
                        "store",
                        "disk",
                        "clock",
                        "escalation",
                        "channels",
                        "peers",
                        "providers");
        assertThat(code).isEqualTo(wrong().findAny().isPresent() ? Exit.DEGRADED : Exit.OK);
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void withTheSecretBesideTheStoreItIsDegradedAndNothingElse() throws IOException {
        secretBesideTheStore();
        assertThat(doctor("-o", "json")).isEqualTo(Exit.DEGRADED);
        assertThat(wrong().filter(one -> !OF_THE_MACHINE.contains(check(one)))).hasSize(1);
        assertThat(wrong().map(DoctorCommandTest::check)).contains("secret");
    }

    private void secretBesideTheStore() throws IOException {
        Files.move(credentials.resolve("keys.secret"), be.resolve("keys.secret"));
        replace(be.resolve("vigil.yaml"), "systemd-credential:keys.secret", "file:keys.secret");
    }

    static Stream<Case> faults() {
        return Stream.of(
                new Case(
                        "the key file can be read by others",
                        test -> mode(test.be.resolve("keys.p12"), "rw-r--r--"),
                        "permissions",
                        "failed",
                        "keys.p12",
                        "chmod 600"),
                new Case(
                        "a token's file can be read by others",
                        test -> mode(test.be.resolve("administrator.token"), "rw-r--r--"),
                        "permissions",
                        "failed",
                        "administrator.token",
                        "chmod 600"),
                new Case(
                        "the data folder can be entered by others",
                        test -> mode(test.be, "rwxr-xr-x"),
                        "permissions",
                        "failed",
                        "/be can be entered",
                        "chmod 700"),
                new Case(
                        "the configuration can be changed by others",
                        test -> mode(test.be.resolve("vigil.yaml"), "rw-rw-rw-"),
                        "permissions",
                        "failed",
                        "vigil.yaml can be changed",
                        "chmod 644"),
                new Case(
                        "the State's keys are still there",
                        test -> Files.createDirectory(test.be.resolve("offline")),
                        "permissions",
                        "warning",
                        "offline holds the State's own keys",
                        "carry it away"),
                new Case(
                        "the key file's secret is gone",
                        test -> Files.delete(test.credentials.resolve("keys.secret")),
                        "keys",
                        "failed",
                        "keys.secret does not exist",
                        "from its backup"),
                new Case(
                        "the secret is another one",
                        test -> Files.writeString(test.credentials.resolve("keys.secret"), "sesame"),
                        "keys",
                        "failed",
                        "the secret does not open",
                        "same backup"),
                new Case(
                        "a certificate has expired",
                        test -> test.shell.at(TestShell.NOW.plus(Duration.ofDays(31))),
                        "certificates",
                        "failed",
                        "tls EXPIRED",
                        "vigil key renew"),
                new Case(
                        "a certificate has six days left",
                        test -> test.shell.at(TestShell.NOW.plus(Duration.ofDays(24))),
                        "certificates",
                        "failed",
                        "tls ends in 5 days",
                        "vigil key renew"),
                new Case(
                        "a certificate has two weeks left",
                        test -> test.shell.at(TestShell.NOW.plus(Duration.ofDays(16))),
                        "certificates",
                        "warning",
                        "tls ends in 13 days",
                        "vigil key renew"),
                new Case(
                        "the directory is of another authority",
                        test -> copy(test.folder.resolve("other.pb"), test.be.resolve("directory.pb")),
                        "directory",
                        "failed",
                        "the authority has not signed it",
                        "compare authority.pub by telephone"),
                new Case(
                        "this node does not stand in the directory",
                        test -> {
                            copy(test.folder.resolve("without.pb"), test.be.resolve("directory.pb"));
                            copy(test.folder.resolve("gsc-without/authority.pub"), test.be.resolve("authority.pub"));
                        },
                        "directory",
                        "failed",
                        "BE does not stand in version 1",
                        "send entry.pb"),
                new Case(
                        "the directory is stale",
                        test -> test.shell.at(TestShell.NOW.plus(Duration.ofDays(61))),
                        "directory",
                        "warning",
                        "stale since",
                        "newest directory.pb"),
                new Case(
                        "peers dial another address than the one advertised",
                        test -> replace(
                                test.be.resolve("vigil.yaml"),
                                "advertise: \"127.0.0.1:7413\"",
                                "advertise: \"contact.example:7413\""),
                        "directory",
                        "failed",
                        "peers dial 127.0.0.1:7413",
                        "link.advertise"),
                new Case(
                        "the node's keys are not those of the directory",
                        test -> {
                            copy(test.folder.resolve("be-again/keys.p12"), test.be.resolve("keys.p12"));
                            copy(test.folder.resolve("be-again/keys.secret"), test.credentials.resolve("keys.secret"));
                        },
                        "keys",
                        "failed",
                        "publishes an encryption key of which this node has no private half",
                        "bring back the key file"),
                new Case(
                        "the node's certificates are of another State CA",
                        test -> {
                            copy(test.folder.resolve("be-again/keys.p12"), test.be.resolve("keys.p12"));
                            copy(test.folder.resolve("be-again/keys.secret"), test.credentials.resolve("keys.secret"));
                        },
                        "certificates",
                        "failed",
                        "peers do not trust",
                        "State CA"),
                new Case(
                        "the store is damaged",
                        test -> Files.write(test.be.resolve("store.db"), new byte[20_000]),
                        "store",
                        "failed",
                        "store.db cannot be read",
                        "restore the newest backup"),
                new Case(
                        "the store's disk has failed to sync",
                        test -> Files.writeString(test.be.resolve("store.db.suspect"), "the disk said no\n"),
                        "store",
                        "failed",
                        "marked as suspect",
                        "smartctl"),
                new Case(
                        "the clock is before what the store holds",
                        test -> store(test.be, test.credentials, TestShell.NOW.plusSeconds(3600)),
                        "clock",
                        "failed",
                        "the store holds something of 2026-11-22T03:10:00Z",
                        "timedatectl set-ntp true"),
                new Case(
                        "a peer's clock is far off",
                        test -> test.node.peers().clockAhead(Duration.ofSeconds(90)),
                        "clock",
                        "failed",
                        "the clock of FR is 90 s ahead of ours",
                        "call FR"),
                new Case(
                        "a channel has no secret",
                        test -> Files.delete(test.be.resolve("desk.secret")),
                        "channels",
                        "failed",
                        "desk.secret does not exist",
                        "whsec_"),
                new Case(
                        "a channel's far end is silent",
                        test -> replace(
                                test.be.resolve("vigil.yaml"),
                                ":%d/page".formatted(test.phone.getLocalPort()),
                                ":1/page"),
                        "channels",
                        "warning",
                        "escalation.channels.phone: 127.0.0.1:1 does not answer",
                        "vigil page test --channel phone"),
                new Case(
                        "a policy has one channel only",
                        test -> replace(
                                test.be.resolve("vigil.yaml"),
                                "[\"channel:desk\", \"channel:phone\"]",
                                "[\"channel:desk\"]"),
                        "escalation",
                        "warning",
                        "fewer than two channels",
                        "add a channel at another provider"),
                new Case(
                        "a rota has a gap within 14 days",
                        test -> replace(
                                test.be.resolve("vigil.yaml"),
                                "  policies:",
                                "  rotas:\n    duty: { zone: Europe/Brussels, starts: 2026-11-30, handovers: [\"08:00\"], people: [duty-officer] }\n  policies:"),
                        "escalation",
                        "warning",
                        "escalation.rotas.duty: nobody is on call",
                        "put somebody into the rota"),
                new Case(
                        "a step calls nobody",
                        test -> replace(
                                test.be.resolve("vigil.yaml"), "notify: [\"person:duty-officer\"]", "notify: []"),
                        "escalation",
                        "warning",
                        "step 0 calls nobody",
                        "name somebody in it"),
                new Case(
                        "the node does not run",
                        test -> test.node.close(),
                        "node",
                        "failed",
                        "the node does not run",
                        "systemctl start vigil"),
                new Case(
                        "a part of the node hangs",
                        test -> test.node.unwell("escalation", "looked 40000 ms ago"),
                        "node",
                        "failed",
                        "escalation: looked 40000 ms ago",
                        "systemctl restart vigil"),
                new Case(
                        "the token is nobody's",
                        test -> test.node.people().revoke(Role.ADMINISTRATOR),
                        "node",
                        "warning",
                        "tells us nothing",
                        "--token-file"),
                new Case(
                        "a peer is not reached and messages wait",
                        test -> test.node.peers().down(Duration.ofMinutes(20), 3),
                        "peers",
                        "failed",
                        "FR in EU-ART13 is not reached for 20 min; 3 messages wait",
                        "call FR: +33 1 55 55 01 00"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyPlantedFaultIsFoundWithItsRemedy(Case planted) throws IOException {
        planted.fault().plant(this);
        int code = doctor("-o", "json");
        JsonNode found = wrong().filter(one -> check(one).equals(planted.check())
                        && one.get("what").asText().contains(planted.what()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(shell.out()));
        assertThat(found.get("verdict").asText()).isEqualTo(planted.verdict());
        assertThat(found.get("remedy").asText()).contains(planted.remedy());
        assertThat(code).isEqualTo(shell.json().get("failed").asInt() > 0 ? Exit.FAILED : Exit.DEGRADED);
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void theTableBeginsWithTheWorstAndPutsTheRemedyBeneath() throws IOException {
        node.close();
        secretBesideTheStore();
        assertThat(doctor()).isEqualTo(Exit.FAILED);
        assertThat(shell.out().lines().limit(2))
                .containsExactly(
                        "FAILED  node          the node does not run: nothing is received, nobody is paged",
                        "                      -> systemctl start vigil; if it ends again: journalctl -u vigil -n 50");
        assertThat(shell.out()).contains("\nWARNING secret ", "\nok      keys ").doesNotContain("\u001b");
        assertThat(shell.out().lines().toList().getLast()).matches("1 FAILED, \\d+ warnings\\.");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void withoutItsDataFolderTheRestIsLookedAtAllTheSame() throws IOException {
        replace(be.resolve("vigil.yaml"), "data: \".\"", "data: \"nowhere\"");
        assertThat(doctor("-o", "json")).isEqualTo(Exit.FAILED);
        assertThat(wrong().filter(one -> check(one).equals("data"))
                        .map(one -> one.get("remedy").asText()))
                .singleElement()
                .asString()
                .contains("mount its file system", "vigil init");
        assertThat(shell.json().get("findings").findValuesAsText("check")).contains("escalation", "peers");
    }

    @Test
    void withoutAConfigurationNothingCanBeLookedAt() throws IOException {
        replace(be.resolve("vigil.yaml"), "participant:", "particpant:");
        assertThat(doctor()).isEqualTo(Exit.CONFIGURATION);
        assertThat(shell.err()).contains("particpant", "participant");
        assertThat(shell.out()).isEmpty();
        assertThat(doctor("-o", "json")).isEqualTo(Exit.CONFIGURATION);
        assertThat(shell.json().get("verdict").asText()).isEqualTo("failed");
    }

    @Test
    void renewedKeysAreNewChainToTheSameStateCaAndMakeTheNodeWellAgain() throws IOException {
        shell.at(TestShell.NOW.plus(Duration.ofDays(24)));
        doctor("-o", "json");
        assertThat(wrong().map(DoctorCommandTest::check)).contains("certificates");

        assertThat(shell.run("key", "renew", "-c", "be/vigil.yaml"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("signing  2027-03-16", "tls      2027-01-15", "systemctl restart vigil");
        assertThat(Files.getPosixFilePermissions(be.resolve("keys.p12")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        doctor("-o", "json");
        assertThat(wrong().filter(one -> !OF_THE_MACHINE.contains(check(one)))).isEmpty();
    }

    @Test
    void keysAreNotRenewedWithoutTheirSecretOrUnderAnEndedIssuingCa() throws IOException {
        byte[] before = Files.readAllBytes(be.resolve("keys.p12"));
        shell.at(TestShell.NOW.plus(Duration.ofDays(366)));
        assertThat(shell.run("key", "renew", "-c", "be/vigil.yaml")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("keys.file: key file: the issuing CA ended at");
        Files.delete(credentials.resolve("keys.secret"));
        assertThat(shell.run("key", "renew", "-c", "be/vigil.yaml")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("keys.secret: ");
        assertThat(be.resolve("keys.p12")).hasBinaryContent(before);
    }

    @Test
    void nothingInTheFolderChanges() throws IOException {
        List<String> before = traces();
        doctor();
        assertThat(traces()).isEqualTo(before);
    }

    private List<String> traces() throws IOException {
        try (Stream<Path> all = Files.walk(be)) {
            List<String> traces = new ArrayList<>();
            for (Path path : all.sorted().toList()) {
                traces.add("%s %s %s".formatted(path, Files.size(path), Files.getLastModifiedTime(path)));
            }
            return traces;
        }
    }

    private int doctor(String... more) {
        List<String> line = new ArrayList<>(List.of("doctor", "-c", "be/vigil.yaml"));
        line.addAll(List.of(more));
        return shell.run(line.toArray(String[]::new));
    }

    private Stream<JsonNode> wrong() {
        List<JsonNode> wrong = new ArrayList<>();
        shell.json().get("findings").forEach(finding -> {
            if (!finding.get("verdict").asText().equals("ok")) {
                wrong.add(finding);
            }
        });
        return wrong.stream();
    }

    private static String check(JsonNode finding) {
        return finding.get("check").asText();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void replace(Path file, String old, String young) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, young));
    }
}
