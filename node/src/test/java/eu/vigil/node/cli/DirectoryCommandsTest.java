package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.directory.DirectoryFile;
import eu.vigil.protocol.id.NetworkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCommandsTest {
    @TempDir
    private static Path nodes;

    private final TestShell shell = new TestShell();

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeNodes() {
        TestShell shell = new TestShell().in(nodes);
        for (String id : List.of("BE", "FR", "NL")) {
            assertThat(shell.run(
                            "init",
                            "--participant=" + id,
                            "--network=EU-ART13",
                            "--data=" + id,
                            "--link=127.0.0.1:7413",
                            "--operator=127.0.0.1:8413",
                            "--telephone=+32 2 555 01 00"))
                    .as(shell.err())
                    .isZero();
        }
        // The same State again, with other keys.
        assertThat(shell.run(
                        "init",
                        "--participant=FR",
                        "--network=EU-ART13",
                        "--data=FR-AGAIN",
                        "--link=127.0.0.1:7413",
                        "--operator=127.0.0.1:8413"))
                .isZero();
    }

    @Test
    void theFirstDirectoryIsMadeWithTheAuthoritysKeysAndIsTakenByANode() {
        assertThat(assemble("BE", "FR")).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("Version 1 of the directory of EU-ART13", "(made just now in " + folder.resolve("gsc"))
                .contains("give every node this file and " + folder.resolve("gsc/authority.pub"));

        assertThat(DirectoryFile.load(
                        folder.resolve("directory.pb"),
                        folder.resolve("gsc/authority.pub"),
                        new NetworkId("EU-ART13"),
                        TestShell.NOW))
                .isInstanceOf(DirectoryFile.Loading.Loaded.class);
    }

    @Test
    void theAuthoritysKeysAreForItsEyesOnly() throws IOException {
        assemble("BE");
        for (String file : List.of("gsc/authority.p12", "gsc/authority.secret")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        Files.setPosixFilePermissions(
                folder.resolve("gsc/authority.p12"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(assembleNext()).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("chmod 600 " + folder.resolve("gsc/authority.p12"));
    }

    @Test
    void theNextOneKeepsWhoStandsInTheLastAndAddsWhoComes() {
        assemble("BE", "FR");
        assertThat(assembleNext("-o", "json", entry("NL"))).as(shell.err()).isZero();

        assertThat(shell.json().get("version").asInt()).isEqualTo(2);
        assertThat(shell.json().get("participants").toString())
                .isEqualTo("[{\"id\":\"BE\",\"change\":\"same\"},{\"id\":\"FR\",\"change\":\"same\"},"
                        + "{\"id\":\"NL\",\"change\":\"new\"}]");
    }

    @Test
    void nobodyLeavesUnlessNamed() {
        assemble("BE", "FR");
        assertThat(assembleNext("--remove=FR", "-o", "json")).as(shell.err()).isZero();
        assertThat(shell.json().get("participants").toString()).contains("\"FR\",\"change\":\"removed\"");

        assertThat(assembleNext("--remove=NL")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("--remove: NL does not stand in the previous directory");
    }

    @Test
    void newKeysOfAKnownStateAreTakenOnlyAfterACall() {
        assemble("BE", "FR");
        assertThat(assembleNext(entry("FR-AGAIN"))).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("FR comes with other notification keys", "--rekeyed FR");

        assertThat(assembleNext(entry("FR-AGAIN"), "--rekeyed=FR"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("rekeyed");
    }

    @Test
    void aDirectoryIsNeverWrittenOverOneThatIsNotNamedAsThePreviousOne() {
        assemble("BE", "FR");
        assertThat(assemble("BE", "FR")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("--out: ", "name it as --previous too");
    }

    @Test
    void twoEntriesOfOneStateAreRefused() {
        assertThat(assemble("FR", "FR-AGAIN")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("entry: FR has two");
        assertThat(folder.resolve("directory.pb")).doesNotExist();
    }

    @Test
    void whatIsNoEntryIsNamedWithItsFile() throws IOException {
        Path noise = Files.writeString(folder.resolve("noise.pb"), "noise");
        assertThat(assemble(List.of(noise.toString(), folder.resolve("none.pb").toString())))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("ENTRY: " + noise + ": no", "none.pb does not exist");
    }

    @Test
    void theBasesMayBeGivenAsATable() throws IOException {
        Path table = Files.writeString(folder.resolve("bases"), "BUDAPEST_29 2004-07-01 BE FR\n");
        assertThat(assemble(List.of(entry("BE"), entry("FR"), "--bases", table.toString())))
                .isZero();
        assertThat(show("-o", "json")).isZero();
        assertThat(participant("BE").get("bases").toString()).isEqualTo("{\"FR\":[\"BUDAPEST_29\"]}");

        Files.writeString(table, "BUDAPEST_29 yesterday BE FR\n");
        assertThat(assembleNext("--bases", table.toString())).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("line 1: 'yesterday' is no day");
    }

    @Test
    void withoutATableTheBuiltInBasesHold() {
        assemble("BE", "FR");
        show("-o", "json");
        assertThat(participant("FR").get("bases").get("BE").toString()).contains("DIR_2013_40_13", "BUDAPEST_29");
    }

    @Test
    void lifetimesMustMakeSense() {
        assertThat(assemble(List.of(entry("BE"), "--fresh=P10D", "--life=P9D"))).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--life: must not be shorter than --fresh");
        assertThat(assemble(List.of(entry("BE"), "--fresh=soon"))).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--fresh: 'soon' is no time");
    }

    @Test
    void showTellsWhoIsThereAndHowToReachHim() {
        assemble("BE", "FR");
        assertThat(show()).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("Directory of EU-ART13, version 1, fresh")
                .contains("Contact point of BE", "127.0.0.1:7413", "+32 2 555 01 00")
                .contains("DIR_2013_40_13");
    }

    @Test
    void showTakesTheNodesOwnDirectoryFromItsConfiguration() throws IOException {
        assemble("BE", "FR");
        Path be = nodes.resolve("BE");
        Files.copy(folder.resolve("directory.pb"), be.resolve("directory.pb"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                folder.resolve("gsc/authority.pub"), be.resolve("authority.pub"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(shell.run("directory", "show", "-c", be.resolve("vigil.yaml").toString()))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("version 1");
        assertThat(shell.run(
                        "directory",
                        "show",
                        "--network=G7-24-7",
                        "-c",
                        be.resolve("vigil.yaml").toString()))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--network: the configuration has EU-ART13, not 'G7-24-7'");
    }

    @Test
    void aDirectoryOfAnotherAuthorityIsNotShown() {
        assemble("BE", "FR");
        Path other = folder.resolve("other");
        shell.run(
                "directory",
                "assemble",
                "--network=EU-ART13",
                "--authority=" + other,
                "--out=" + folder.resolve("other.pb"),
                entry("BE"));
        assertThat(shell.run(
                        "directory",
                        "show",
                        "--network=EU-ART13",
                        "--authority-key=" + other.resolve("authority.pub"),
                        folder.resolve("directory.pb").toString()))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("directory.pb: the authority has not signed it");
    }

    @Test
    void aDamagedAuthorityKeyIsNamed() throws IOException {
        assemble("BE");
        Path key = Files.writeString(folder.resolve("broken.pub"), "-----BEGIN PUBLIC KEY-----\n");
        assertThat(DirectoryFile.load(folder.resolve("directory.pb"), key, new NetworkId("EU-ART13"), TestShell.NOW))
                .isInstanceOfSatisfying(
                        DirectoryFile.Loading.Problem.class,
                        problem -> assertThat(problem.text()).contains("authority-key: " + key));
    }

    @Test
    void anExpiredDirectoryIsNotLoadedButTheAuthorityFollowsIt() {
        assemble("BE");
        assertThat(DirectoryFile.load(
                        folder.resolve("directory.pb"),
                        folder.resolve("gsc/authority.pub"),
                        new NetworkId("EU-ART13"),
                        TestShell.NOW.plus(Duration.ofDays(31))))
                .isInstanceOfSatisfying(
                        DirectoryFile.Loading.Problem.class,
                        problem -> assertThat(problem.text()).contains("version 1 expired at"));
    }

    private static String entry(String node) {
        return nodes.resolve(node).resolve("entry.pb").toString();
    }

    private int assemble(String... nodesOf) {
        return assemble(
                List.of(nodesOf).stream().map(DirectoryCommandsTest::entry).toList());
    }

    private int assemble(List<String> more) {
        List<String> line = new ArrayList<>(
                List.of("directory", "assemble", "--network=EU-ART13", "--authority=gsc", "--out=directory.pb"));
        line.addAll(more);
        return shell.in(folder).run(line.toArray(String[]::new));
    }

    private int assembleNext(String... more) {
        List<String> line = new ArrayList<>(List.of("--previous=directory.pb"));
        line.addAll(List.of(more));
        return assemble(line);
    }

    private int show(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "directory", "show", "--network=EU-ART13", "--authority-key=gsc/authority.pub", "directory.pb"));
        line.addAll(List.of(more));
        return shell.in(folder).run(line.toArray(String[]::new));
    }

    private JsonNode participant(String id) {
        for (JsonNode participant : shell.json().get(0).get("participants")) {
            if (participant.get("id").asText().equals(id)) {
                return participant;
            }
        }
        throw new AssertionError(shell.out());
    }
}
