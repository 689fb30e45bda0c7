package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.Office;
import eu.vigil.node.operator.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about accounts, as people type them, against a real server over a real store. */
class UserCommandsTest {
    private static final String HASH = "0".repeat(64);

    @TempDir
    Path folder;

    private Office office;
    private final TestShell shell = new TestShell();

    @BeforeEach
    void open() throws IOException {
        office = new Office(Files.createDirectory(folder.resolve("data")));
        shell.in(folder).with("VIGIL_URL", office.uri().toString());
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aNewOfficerMakesATokenTwoPeopleLetHimInAndHeComesIn() throws IOException {
        assertThat(shell.run("user", "token", "--make", "--save", "bob.token"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).doesNotContain("vut_");
        String hash = shell.out().lines().toList().get(1).replaceAll(".*: ", "");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("bob.token"))))
                .isEqualTo("rw-------");

        as(Role.ADMINISTRATOR);
        assertThat(shell.run(
                        "user",
                        "add",
                        "bob",
                        "--name",
                        "Bob",
                        "--role",
                        "duty-officer,approver",
                        "--token-hash",
                        hash,
                        "--reason",
                        "new in the team"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out())
                .startsWith(
                        "change 1 about bob waits for a second person: add 'Bob' as duty-officer, approver with token ")
                .contains("vigil user confirm 1", "reads the fingerprint");
        assertThat(shell.run("user", "confirm", "1")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("another administrator or supervisor must confirm it");
        assertThat(shell.run("status", "--token-file", "bob.token")).isEqualTo(Exit.FAILED);

        as(Role.SUPERVISOR);
        assertThat(shell.run("user", "list")).isZero();
        assertThat(shell.out()).contains("waiting for a second person", "new in the team");
        assertThat(shell.run("user", "confirm", "1")).isZero();
        assertThat(shell.out()).contains("proposed by administrator, confirmed by supervisor");
        assertThat(shell.err()).isEmpty();

        shell.with("VIGIL_TOKEN", "");
        assertThat(shell.run("status", "--token-file", "bob.token"))
                .as(shell.err())
                .isZero();
    }

    @Test
    void aStolenTokenIsCutOffByOneAtOnceAndTheThiefIsToldNothingMore() {
        as(Role.SUPERVISOR);
        assertThat(shell.run("user", "disable", "duty-officer", "--reason", "token stolen at 03:05"))
                .isZero();
        assertThat(shell.out()).startsWith("duty-officer is cut off since 2026-11-22 03:10:00 (02:10:00Z)");
        assertThat(shell.run("user", "list")).isZero();
        assertThat(shell.out()).contains("CUT OFF 2026-11-22 03:10:00");

        as(Role.DUTY_OFFICER);
        assertThat(shell.run("status")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).isEqualTo("vigil: the token is not, or no longer, anybody's\n");
    }

    @Test
    void theOwnTokenIsReplacedInTheFileThatHeldIt() throws IOException {
        Path file = folder.resolve("auditor.token");
        Files.writeString(file, office.token(Role.AUDITOR).text() + "\n");
        assertThat(shell.run("user", "token", "--token-file", "auditor.token"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("auditor.token; the old one has ended").doesNotContain("vut_");
        assertThat(Files.readString(file))
                .startsWith("vut_")
                .isNotEqualTo(office.token(Role.AUDITOR).text() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(shell.run("status", "--token-file", "auditor.token"))
                .as(shell.err())
                .isZero();

        as(Role.AUDITOR);
        assertThat(shell.run("status")).as("the old one").isEqualTo(Exit.FAILED);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> path.toString().endsWith(".new"))).isEmpty();
        }
    }

    @Test
    void aTokenFromAVariableIsReplacedByOneThatIsShownOnceOrSavedInANewFile() throws IOException {
        as(Role.AUDITOR);
        assertThat(shell.run("user", "token", "-o", "json")).as(shell.err()).isZero();
        String shown = shell.json().get("token").asText();
        assertThat(shown).startsWith("vut_");

        shell.with("VIGIL_TOKEN", shown);
        Files.writeString(folder.resolve("taken"), "precious");
        assertThat(shell.run("user", "token", "--save", "taken")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("--save", "is there already");
        assertThat(folder.resolve("taken")).hasContent("precious");
        assertThat(shell.run("user", "token", "--save", "mine")).as(shell.err()).isZero();
        assertThat(shell.run("status")).isEqualTo(Exit.FAILED);
        assertThat(shell.run("status", "--token-file", "nothing")).isEqualTo(Exit.USAGE);
        shell.with("VIGIL_TOKEN", "");
        assertThat(shell.run("status", "--token-file", "mine")).isZero();
    }

    @Test
    void aTokenThatTheNodeDidNotTakeIsNotLeftBehindAndOneOfWhichNobodyKnowsIs() {
        shell.with("VIGIL_TOKEN", Office.freshToken().text());
        assertThat(shell.run("user", "token", "--save", "mine")).isEqualTo(Exit.FAILED);
        assertThat(folder.resolve("mine")).doesNotExist();

        assertThat(shell.run("user", "token", "--save", "mine", "--url", "http://127.0.0.1:1"))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("does not answer", "is not known: try 'vigil status --token-file");
        assertThat(folder.resolve("mine")).exists();
    }

    @Test
    void theOwnTokenIsEnded() {
        as(Role.STATISTICIAN);
        assertThat(shell.run("user", "token", "--revoke")).isZero();
        assertThat(shell.out()).isEqualTo("your token has ended; statistician has 0 left\n");
        assertThat(shell.run("user", "token", "--revoke")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("no longer, anybody's");
    }

    @Test
    void theDataProtectionOfficerReadsTheLogAndItIsMarked() {
        as(Role.ADMINISTRATOR);
        shell.run("user", "disable", "statistician", "--reason", "left us");
        as(Role.DATA_PROTECTION_OFFICER);
        assertThat(shell.run("user", "log", "--unseen", "--limit", "1")).isZero();
        assertThat(shell.out()).contains("CUT OFF", "left us", "NOT YET", "more: vigil user log --before");
        assertThat(shell.run("user", "log", "--limit", "1")).isZero();
        assertThat(shell.out()).contains("left us").doesNotContain("NOT YET");
        assertThat(shell.run("user", "list", "-o", "json")).isZero();
        assertThat(shell.json().get("unseen").asInt()).isEqualTo(Role.values().length);
    }

    @Test
    void rolesAreChangedAndRefused() {
        as(Role.ADMINISTRATOR);
        assertThat(shell.run(
                        "user", "roles", "approver", "--role", "approver", "--role", "auditor", "--reason", "audit"))
                .isZero();
        as(Role.SUPERVISOR);
        assertThat(shell.run("user", "refuse", "1", "--reason", "not both")).isZero();
        assertThat(shell.out()).isEqualTo("change 1 about approver is refused; nothing was changed\n");
        assertThat(shell.run("user", "confirm", "1")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).startsWith("vigil: change 1 was refused by supervisor");
        assertThat(shell.run("user", "roles", "approver", "--role", "auditor", "--reason", "audit"))
                .isZero();
        office.pass(Duration.ofHours(24));
        as(Role.ADMINISTRATOR);
        assertThat(shell.run("user", "confirm", "2")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("lapsed at");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    user add bob --name Bob --role duty-officer --token-hash HASH                  | --reason
                    user add bob --name Bob --token-hash HASH --reason r                           | --role
                    user add --name Bob --role auditor --token-hash HASH --reason r                | ID
                    user add bob --name Bob --role officer --token-hash HASH --reason r            | --role: 'officer' is none of duty-officer
                    user add Bob --name Bob --role auditor --token-hash HASH --reason r            | id: 'Bob'
                    user add bob --name Bob --role auditor --token-hash abc --reason r             | --token-hash: must be 64
                    user add bob --name Bob --role auditor --token-hash vut_x --reason r           | that is a token itself
                    user token bob                                                                 | --token-hash
                    user token bob --make                                                          | ID: --make
                    user token bob --token-hash HASH                                               | --reason
                    user token --token-hash HASH                                                   | name the ID
                    user token --make --revoke                                                     | name one of them
                    user token --revoke --save x                                                   | --save
                    user enable bob --reason r                                                     | --token-hash
                    user disable bob                                                               | --reason
                    user disable --reason r                                                        | ID
                    user confirm                                                                   | CHANGE
                    user confirm seven                                                             | seven
                    user confirm 0                                                                 | CHANGE
                    user refuse 1                                                                  | --reason
                    user log --limit many                                                          | many
                    user roles bob --role auditor                                                  | --reason
                    """)
    void aLineThatIsWrongIsNotSentAndSaysWhatIsWrong(String line, String named) {
        as(Role.ADMINISTRATOR);
        assertThat(shell.run(line.strip().replace("HASH", HASH).split(" "))).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains(named);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void anotherRoleNoTokenAndAWrongLimitAreSentences() {
        as(Role.DUTY_OFFICER);
        assertThat(shell.run("user", "list")).isEqualTo(Exit.FAILED);
        assertThat(shell.err())
                .isEqualTo("vigil: The duty-officer has none of the roles that may do this: supervisor,"
                        + " data-protection-officer, auditor, administrator\n");
        as(Role.AUDITOR);
        assertThat(shell.run("user", "log", "--limit", "0")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).isEqualTo("vigil: limit: 0 is not 1 to 200\n");
        assertThat(shell.run("user", "disable", "auditor", "--reason", "r")).isEqualTo(Exit.FAILED);
        shell.with("VIGIL_TOKEN", "");
        assertThat(shell.run("user", "list")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--token-file");
    }

    private void as(Role role) {
        shell.with("VIGIL_TOKEN", office.token(role).text());
    }
}
