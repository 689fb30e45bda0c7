package eu.vigil.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.ConfigReading.Loaded;
import eu.vigil.config.VigilConfig;
import eu.vigil.node.cli.TestShell;
import eu.vigil.node.directory.Directories;
import eu.vigil.protocol.id.NetworkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's own files, changed under it. */
class ReloadTest {
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");

    @TempDir
    Path folder;

    private Path file;
    private FakeNode node;

    @BeforeEach
    void make() throws IOException {
        init("BE");
        file = folder.resolve("BE/vigil.yaml");
        assemble();
        publish();
        Loaded<VigilConfig> read = (Loaded<VigilConfig>) read();
        node = new FakeNode(
                new InForce(
                        read.config(),
                        read.settings(),
                        Belongings.plan(read.config()).thing().orElseThrow(),
                        Belongings.keys(read.config()).thing().orElseThrow()),
                new Directories(Belongings.directories(read.config(), new Directories(Map.of()), TestShell.NOW)
                        .thing()
                        .orElseThrow()));
    }

    @Test
    void ifNothingChangedNothingIsToldToHaveChanged() {
        assertThat(taken().taken()).isEmpty();
        assertThat(taken().waiting()).isEmpty();
    }

    @Test
    void whatCanChangeChangesAndIsToldWithBothValues() throws IOException {
        write("limits: { links: 77 }\nlog: { level: DEBUG }\n");
        change("repeat-every: PT5M", "repeat-every: PT7M");
        assertThat(taken().taken())
                .containsExactlyInAnyOrder(
                        "escalation.policies.urgent.repeat-every: PT5M -> PT7M",
                        "limits.links: 1024 -> 77",
                        "log.level: INFO -> DEBUG");
        assertThat(node.inForce.config().limits().links()).isEqualTo(77);
        assertThat(node.inForce.plan().policies().get("urgent").repeatEvery()).hasMinutes(7);
    }

    @Test
    void whatNeedsARestartIsToldEachTimeAndStaysAsItWas() throws IOException {
        change("listen: \"127.0.0.1:17413\"", "listen: \"127.0.0.1:17999\"");
        for (int time = 0; time < 2; time++) {
            Reload.Result.Taken result = taken();
            assertThat(result.taken()).isEmpty();
            assertThat(result.waiting()).containsExactly("link.listen: 127.0.0.1:17413 -> 127.0.0.1:17999");
        }
        assertThat(node.inForce.config().link().listen()).hasToString("127.0.0.1:17413");
    }

    @Test
    void ifOneThingIsWrongNothingChangesAndEveryProblemHasItsLine() throws IOException {
        write("limits: { links: 77, frame-max: huge }\nlogg: {}\n");
        int line = Files.readAllLines(file).indexOf("logg: {}") + 1;
        assertThat(refused())
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("limits.frame-max (%s:%d): ".formatted(file, line - 1)))
                .anySatisfy(problem -> assertThat(problem).startsWith("logg (%s:%d): ".formatted(file, line)));
        assertThat(node.renewals).isZero();
    }

    @Test
    void aKeyFileThatCannotBeReadKeepsEverythingAsItWas() throws IOException {
        write("limits: { links: 77 }\n");
        Files.writeString(folder.resolve("BE/keys.p12"), "no keys");
        assertThat(refused()).singleElement().asString().startsWith("keys.file (%s:".formatted(file));
        assertThat(node.renewals).isZero();
        assertThat(node.inForce.config().limits().links()).isEqualTo(1024);
    }

    @Test
    void keysThatCannotReadTheStoreAreRefused() throws IOException {
        init("FR");
        for (String name : List.of("keys.p12", "keys.secret")) {
            Files.copy(
                    folder.resolve("FR").resolve(name),
                    folder.resolve("BE").resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(refused())
                .anySatisfy(problem -> assertThat(problem).contains("another key-encryption key"))
                .anySatisfy(problem -> assertThat(problem).contains("peers would not believe the TLS certificate"));
        assertThat(node.renewals).isZero();
    }

    @Test
    void theNextDirectoryIsTakenAndAnOlderOneIsRefused() throws IOException {
        Path old = folder.resolve("old.pb");
        Files.copy(folder.resolve("BE/directory.pb"), old);
        init("FR");
        assemble("FR/entry.pb");
        publish();
        assertThat(taken().taken()).containsExactly("directory of EU-ART13: version 1 -> version 2");
        assertThat(node.directories.of(NETWORK).orElseThrow().entries()).hasSize(2);

        Files.copy(old, folder.resolve("BE/directory.pb"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused())
                .singleElement()
                .asString()
                .startsWith("networks.EU-ART13.directory (%s:".formatted(file))
                .contains("version 1 is older than version 2, which is in force");
        assertThat(node.directories.of(NETWORK).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void anAddressThatIsItselfAPasswordIsNotTold() throws IOException {
        change("http://127.0.0.1:9/page", "http://127.0.0.1:9/T0KEN");
        assertThat(taken().taken()).singleElement().asString().doesNotContain("T0KEN", "/page");
    }

    @Test
    void ifTheDataFolderMovesWhatLiesInItIsReadFromTheOldOne() throws IOException {
        change("data: \".\"", "data: \"elsewhere\"");
        Reload.Result.Taken result = taken();
        assertThat(result.waiting()).containsExactly("data: . -> elsewhere");
        assertThat(node.inForce.config().keys().file()).isEqualTo(folder.resolve("BE/keys.p12"));
    }

    private Reload.Result.Taken taken() {
        Reload.Result result = again();
        assertThat(result).isInstanceOf(Reload.Result.Taken.class);
        return (Reload.Result.Taken) result;
    }

    private List<String> refused() {
        Reload.Result result = again();
        assertThat(result).isInstanceOf(Reload.Result.Refused.class);
        return ((Reload.Result.Refused) result).problems();
    }

    private Reload.Result again() {
        return new Reload(this::read, node, () -> TestShell.NOW).again();
    }

    private ConfigReading<VigilConfig> read() {
        return new ConfigReader().read(file, Map.of(), Map.of());
    }

    private void write(String more) throws IOException {
        Files.writeString(file, more, StandardOpenOption.APPEND);
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private void init(String participant) {
        run(
                "init",
                "--participant",
                participant,
                "--network",
                NETWORK.value(),
                "--data",
                folder.resolve(participant).toString(),
                "--link",
                "127.0.0.1:17413",
                "--operator",
                "127.0.0.1:18413",
                "--page",
                "http://127.0.0.1:9/page",
                "--name",
                "Contact point",
                "--telephone",
                "+32 2 555 01 00",
                "--language",
                "fr",
                "--zone",
                "Europe/Brussels");
    }

    private void assemble(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "directory",
                "assemble",
                "--network",
                NETWORK.value(),
                "--authority",
                folder.resolve("authority").toString(),
                "--out",
                folder.resolve("directory.pb").toString(),
                folder.resolve("BE/entry.pb").toString()));
        if (more.length > 0) {
            line.addAll(List.of("--previous", folder.resolve("directory.pb").toString()));
        }
        for (String entry : more) {
            line.add(folder.resolve(entry).toString());
        }
        run(line.toArray(String[]::new));
    }

    private void publish() throws IOException {
        Files.copy(
                folder.resolve("directory.pb"), folder.resolve("BE/directory.pb"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                folder.resolve("authority/authority.pub"),
                folder.resolve("BE/authority.pub"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void run(String... line) {
        TestShell shell = new TestShell();
        assertThat(shell.run(line)).as(shell.err()).isZero();
    }

    /** A node that remembers what it was given. */
    private static final class FakeNode implements Renewable {
        private final Directories directories;
        private InForce inForce;
        private int renewals;

        FakeNode(InForce inForce, Directories directories) {
            this.inForce = inForce;
            this.directories = directories;
        }

        @Override
        public InForce inForce() {
            return inForce;
        }

        @Override
        public Directories directories() {
            return directories;
        }

        @Override
        public void renew(Renewal renewal) {
            renewals++;
            inForce = renewal.next();
            directories.renew(renewal.directories());
        }
    }
}
