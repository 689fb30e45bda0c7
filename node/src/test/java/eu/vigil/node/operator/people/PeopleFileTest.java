package eu.vigil.node.operator.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.vigil.node.operator.people.PeopleFile.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleFileTest {
    private final Tokens.Created token = Tokens.create(new SecureRandom());
    private final PeopleFile.Seed seed = new PeopleFile.Seed(
            new Person("duty-officer", "Duty officer", Set.of(Role.DUTY_OFFICER, Role.APPROVER)), token.hash());

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAndOnlyTheOwnerCan() throws IOException {
        PeopleFile.write(folder, List.of(seed));
        assertThat(PeopleFile.read(folder)).isEqualTo(new Reading.Read(List.of(seed)));
        Path file = folder.resolve(PeopleFile.NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(token.text());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aTokenFileHoldsTheTokenAndOnlyTheOwnerReadsIt() throws IOException {
        Path file = folder.resolve(PeopleFile.ADMINISTRATOR_TOKEN);
        PeopleFile.writeToken(file, token);
        assertThat(Files.readString(file)).isEqualTo(token.text() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void noFileIsNobody() {
        assertThat(PeopleFile.read(folder)).isEqualTo(new Reading.Read(List.of()));
    }

    @Test
    void aFileThatOthersCanReadIsNotUsed() throws IOException {
        PeopleFile.write(folder, List.of(seed));
        Files.setPosixFilePermissions(folder.resolve(PeopleFile.NAME), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(problems()).singleElement().asString().contains("chmod 600");
    }

    @Test
    void allThatIsWrongIsNamedWithItsPlace() throws IOException {
        String hash = token.hash().hex();
        write("""
                {"people":[
                  {"id":"Alice","name":"Alice","roles":["duty-officer"],"tokenSha256":"%s"},
                  {"id":"bob","name":"Bob","roles":["king"],"tokenSha256":"%s"},
                  {"id":"carol","name":"Carol","roles":["auditor"],"tokenSha256":"vut_secret"}
                ]}""".formatted(hash, hash));
        assertThat(String.join("\n", problems()))
                .contains("people[0].id: 'Alice'", "people[1].roles: 'king'", "people[2].tokenSha256");
    }

    @Test
    void whatIsNoJsonSaysSo() throws IOException {
        write("{\"people\":");
        assertThat(problems()).singleElement().asString().contains("people.json: not JSON");
    }

    @Test
    void aTokenHas256RandomBitsAndKeepsItsTextToItself() {
        assertThat(token.text()).matches("vut_[A-Za-z0-9_-]{43}");
        assertThat(TokenHash.ofToken(token.text())).contains(token.hash());
        assertThat(TokenHash.ofHex(token.hash().hex())).contains(token.hash());
        assertThat(TokenHash.ofToken(token.text() + "x")).isEmpty();
        assertThat(token.toString()).doesNotContain(token.text());
        assertThat(Tokens.create(new SecureRandom()).text()).isNotEqualTo(token.text());
    }

    @Test
    void aPersonHasAnIdANameAndARole() {
        assertThatThrownBy(() -> new Person("Al", "Al", Set.of(Role.AUDITOR))).hasMessageContaining("id: 'Al'");
        assertThatThrownBy(() -> new Person("al", " ", Set.of(Role.AUDITOR))).hasMessageContaining("name");
        assertThatThrownBy(() -> new Person("al", "Al", Set.of())).hasMessageContaining("roles");
    }

    private List<String> problems() {
        return switch (PeopleFile.read(folder)) {
            case Reading.Unusable(var problems) -> problems;
            case Reading.Read read -> throw new AssertionError(read);
        };
    }

    private void write(String text) throws IOException {
        PeopleFile.write(folder, List.of());
        Files.writeString(folder.resolve(PeopleFile.NAME), text);
    }
}
