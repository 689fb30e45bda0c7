package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.node.enrolment.NodeFolder;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import eu.vigil.pki.directory.DocumentKeys;
import eu.vigil.pki.directory.EntryDocument;
import eu.vigil.pki.key.KeyFile;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SecretRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private static final int PATH_CHARS_MAX = 4096;

    private final TestShell shell = new TestShell();

    @TempDir
    private Path folder;

    @Test
    void aNewNodeHasAConfigurationThatIsTakenAsItIs() {
        assertThat(init("be")).as(shell.err()).isZero();
        VigilConfig config = config("be");

        assertThat(config.participant()).isEqualTo("BE");
        assertThat(config.networks()).containsOnlyKeys("EU-ART13");
        assertThat(config.data()).isEqualTo(folder.resolve("be"));
        assertThat(config.link().listen()).hasToString("127.0.0.1:7413");
        assertThat(config.operator().listen()).hasToString("127.0.0.1:8413");
        assertThat(config.escalation().routes()).hasSize(2);
    }

    @Test
    void theConfigurationLeadsToTheNodesKeys() {
        init("be");
        VigilConfig config = config("be");
        SecretRef.Resolution secret =
                SecretRef.parse(config.keys().secret().toString()).resolve(config.data());

        assertThat(secret)
                .isInstanceOfSatisfying(
                        SecretRef.Resolution.Resolved.class,
                        resolved -> assertThat(NodeKeys.open(config.keys().file(), resolved.secret()))
                                .isInstanceOf(NodeKeys.Opening.Opened.class));
    }

    @Test
    void theStatesOwnKeysLieApartUnderASecretOfTheirOwn() {
        init("be");
        Path offline = folder.resolve("be/offline");
        SecretRef.Resolution secret = SecretRef.parse("file:offline.secret").resolve(offline);

        assertThat(secret).isInstanceOfSatisfying(SecretRef.Resolution.Resolved.class, resolved -> {
            assertThat(KeyFile.read(offline.resolve("notification.p12"), resolved.secret()))
                    .isInstanceOfSatisfying(
                            KeyFile.Reading.Read.class,
                            read -> assertThat(DocumentKeys.from(read.file())).isPresent());
            assertThat(KeyFile.read(offline.resolve("state-ca.p12"), resolved.secret()))
                    .isInstanceOf(KeyFile.Reading.Read.class);
            assertThat(KeyFile.read(folder.resolve("be/keys.p12"), resolved.secret()))
                    .isInstanceOf(KeyFile.Reading.Problem.class);
        });
        assertThat(shell.out()).contains("Take " + offline + " away now and lock it up");
    }

    @Test
    void nothingSecretCanBeReadByOthers() throws IOException {
        init("be");
        Set<String> open = Set.of("vigil.yaml", "entry.pb");
        try (Stream<Path> all = Files.walk(folder.resolve("be"))) {
            assertThat(all.filter(path -> !open.contains(path.getFileName().toString())))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                            .isEqualTo(PosixFilePermissions.fromString(
                                    Files.isDirectory(path) ? "rwx------" : "rw-------")));
        }
    }

    @Test
    void eachRoleHasAPersonAndATokenInAFile() throws IOException {
        assertThat(init("be", "-o", "json")).isZero();
        Map<Role, TokenHash> people = switch (PeopleFile.read(folder.resolve("be"))) {
            case PeopleFile.Reading.Read(var seeds) ->
                seeds.stream()
                        .collect(Collectors.toMap(
                                seed -> seed.person().roles().iterator().next(), PeopleFile.Seed::token));
            case PeopleFile.Reading.Unusable(var problems) -> throw new AssertionError(problems);
        };
        assertThat(people).containsOnlyKeys(Role.values());
        for (Role role : Role.values()) {
            String token = Files.readString(
                            Path.of(shell.json().get("tokens").get(role.word()).asText()))
                    .strip();
            assertThat(TokenHash.ofToken(token)).contains(people.get(role));
        }
        assertThat(folder.resolve("be").resolve(PeopleFile.ADMINISTRATOR_TOKEN)).exists();
    }

    @Test
    void theEntryIsReadyForTheAuthority() throws IOException {
        init("be");
        ByteString entry = ByteString.copyFrom(Files.readAllBytes(folder.resolve("be/entry.pb")));
        assertThat(EntryDocument.read(entry)).isInstanceOf(EntryDocument.Reading.Read.class);
    }

    @Test
    void noNodeIsMadeOverAnother() throws IOException {
        init("be");
        byte[] keys = Files.readAllBytes(folder.resolve("be/keys.p12"));

        assertThat(init("be")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("vigil.yaml is there already", "name another folder");
        assertThat(shell.out()).isEmpty();
        assertThat(folder.resolve("be/keys.p12")).hasBinaryContent(keys);
    }

    @Test
    void aSingleFileOfAnotherNodeIsEnoughToRefuseAndNothingIsLeftBehind() throws IOException {
        Path data = Files.createDirectory(folder.resolve("be"));
        Files.createDirectory(data.resolve(NodeFolder.OFFLINE));

        assertThat(init("be")).isEqualTo(Exit.FAILED);
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left).containsExactly(data.resolve(NodeFolder.OFFLINE));
        }
    }

    @Test
    void aRunThatFailsHalfwayLeavesNothing() throws IOException {
        // So long a path that the node's keys still fit, but not the State's in their folder below.
        Path data = folder;
        while (data.toString().length() < PATH_CHARS_MAX - 300) {
            data = data.resolve("x".repeat(200));
        }
        data = Files.createDirectories(
                data.resolve("y".repeat(PATH_CHARS_MAX - 16 - data.toString().length())));

        assertThat(init(data.toString())).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("cannot be written");
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void allMistakesAreToldAtOnceEachWithItsOption() {
        int code = shell.in(folder)
                .run(
                        "init",
                        "--participant=be",
                        "--network=eu",
                        "--data=be",
                        "--link=0.0.0.0:7413",
                        "--operator=here",
                        "--zone=Brussels",
                        "--page=https://pager.example/hook",
                        "--name= ");

        assertThat(code).isEqualTo(Exit.USAGE);
        assertThat(shell.err().lines())
                .hasSize(7)
                .anySatisfy(line -> assertThat(line).contains("--participant: participant: 'be'"))
                .anySatisfy(line -> assertThat(line).contains("--network: network: 'eu'"))
                .anySatisfy(line -> assertThat(line).contains("--zone: 'Brussels' is no IANA zone"))
                .anySatisfy(line -> assertThat(line).contains("--operator: 'here' is not a host and a port"))
                .anySatisfy(line -> assertThat(line).contains("--advertise: peers cannot dial 0.0.0.0:7413"))
                .anySatisfy(line -> assertThat(line).contains("--public-url: is needed"))
                .anySatisfy(line -> assertThat(line).contains("--name: is 1 to 255"));
        assertThat(folder.resolve("be")).doesNotExist();
    }

    @Test
    void whatWasSaidOnTheCommandLineReachesTheConfiguration() {
        assertThat(init(
                        "fr",
                        "--advertise",
                        "contact.example:7413",
                        "--page",
                        "https://pager.example/a?b=\"c\"".replace("\"", "%22"),
                        "--public-url",
                        "https://desk.example"))
                .as(shell.err())
                .isZero();
        VigilConfig config = config("fr");
        assertThat(config.link().advertise().orElseThrow()).hasToString("contact.example:7413");
        assertThat(config.operator().publicUrl().orElseThrow()).hasToString("https://desk.example");
        assertThat(config.escalation().channels().get("desk").url()).hasToString("https://pager.example/a?b=%22c%22");
    }

    @Test
    void aGoodRunSaysWhatWasMadeAndWhatToDoNext() {
        init("be");
        assertThat(shell.out())
                .contains("BE in EU-ART13 has a node in " + folder.resolve("be"))
                .contains("tokens/duty-officer.token", "vigil directory assemble", "vigil run -c ")
                .containsPattern("\n  ([0-9a-f]{4} ){7}[0-9a-f]{4}\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void theConfigurationMayLieApartFromTheDataAndLeadsThere() {
        assertThat(init("data", "-c", "etc/vigil/vigil.yaml")).as(shell.err()).isZero();

        assertThat(folder.resolve("data/vigil.yaml")).doesNotExist();
        assertThat(config("etc/vigil").data()).isEqualTo(folder.resolve("data"));
        assertThat(shell.out()).contains("vigil run -c " + folder.resolve("etc/vigil/vigil.yaml"));
    }

    @Test
    void aConfigurationThatIsThereIsKept() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "participant: FR\n");

        assertThat(init("data", "-c", "mine.yaml")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("mine.yaml is there already");
        assertThat(folder.resolve("mine.yaml")).hasContent("participant: FR");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private int init(String data, String... more) {
        List<String> line = new ArrayList<>(List.of(
                "init",
                "--participant=BE",
                "--network=EU-ART13",
                "--data=" + data,
                "--link=127.0.0.1:7413",
                "--operator=127.0.0.1:8413"));
        line.addAll(List.of(more));
        return shell.in(folder).run(line.toArray(String[]::new));
    }

    private VigilConfig config(String data) {
        Path file = folder.resolve(data).resolve("vigil.yaml");
        return switch (new ConfigReader().read(file, Map.of(), Map.of())) {
            case ConfigReading.Loaded<VigilConfig> loaded -> loaded.config();
            case ConfigReading.Faulty<VigilConfig> faulty -> throw new AssertionError(faulty.problems());
        };
    }
}
