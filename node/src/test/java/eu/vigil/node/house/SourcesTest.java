package eu.vigil.node.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the house is written. No rule has a list of exceptions. */
class SourcesTest {
    private static final List<JavaText> HOUSE = JavaText.all();

    private static final Pattern VAGUE_NAME = Pattern.compile(
            "\\b(class|interface|record|enum)\\s+\\w*(Impl|Managers?|Helpers?|Utils?|Base|Common|Services?)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s*\\(|\\bparkNanos\\s*\\(|\\bparkUntil\\s*\\(");
    private static final Pattern MOCKS = Pattern.compile(
            "\\b(org\\.mockito|org\\.easymock|org\\.jmock|org\\.powermock|mockit|io\\.mockk|org\\.jmockit)\\b");
    private static final Pattern DISABLED = Pattern.compile("@(Disabled|Ignore)\\w*");

    /** A rule on sources, and houses each of which breaks it. */
    record Law(String name, Function<List<JavaText>, List<String>> violations, List<List<JavaText>> broken) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Law> laws() {
        return Stream.of(
                absent(
                        "a type's name says what it is",
                        _ -> true,
                        VAGUE_NAME,
                        "class TokenManager {}",
                        "record CaseUtils() {}",
                        "interface RequestService {}",
                        "enum Base { A }"),
                absent(
                        "no test sleeps",
                        JavaText::isTest,
                        SLEEP,
                        "class T { void t() { Thread.sleep(1); } }",
                        "class T { void t() { TimeUnit.SECONDS.sleep(1); } }",
                        "class T { void t() { LockSupport.parkNanos(1); } }"),
                absent("fakes are written by hand", _ -> true, MOCKS, "import org.mockito.Mockito; class T {}"),
                absent("no test is switched off", JavaText::isTest, DISABLED, "class T { @Disabled void t() {} }"),
                new Law(
                        "every package says its idea, and that nothing in it is null",
                        SourcesTest::packagesWithoutIdea,
                        List.of(
                                List.of(main("A", "class A {}")),
                                List.of(
                                        main("A", "class A {}"),
                                        main("package-info", "@NullMarked package eu.vigil.x;")),
                                List.of(
                                        main("A", "class A {}"),
                                        main("package-info", "/** The idea. */ package eu.vigil.x;")))));
    }

    private static Law absent(String name, Predicate<JavaText> where, Pattern pattern, String... broken) {
        return new Law(
                name,
                texts -> texts.stream()
                        .filter(where)
                        .flatMap(text -> text.find(pattern).stream())
                        .toList(),
                Stream.of(broken)
                        .map(text -> List.of(new JavaText("node/src/test/java/eu/vigil/x/T.java", text)))
                        .toList());
    }

    private static JavaText main(String name, String text) {
        return new JavaText("node/src/main/java/eu/vigil/x/" + name + ".java", text);
    }

    private static List<String> packagesWithoutIdea(List<JavaText> texts) {
        Set<String> told = texts.stream()
                .filter(text -> text.path().endsWith("/package-info.java"))
                .filter(text -> text.text().contains("@NullMarked")
                        && Pattern.compile("/\\*\\*.*?\\w.*?[.?!]\\s*\\*/", Pattern.DOTALL)
                                .matcher(text.text())
                                .find())
                .map(text -> folder(text.path()))
                .collect(Collectors.toSet());
        return texts.stream()
                .filter(text -> !text.isTest())
                .map(text -> folder(text.path()))
                .distinct()
                .filter(folder -> !told.contains(folder))
                .toList();
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theHouseKeeps(Law law) {
        assertThat(law.violations().apply(HOUSE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theRuleFailsWhereItIsBroken(Law law) {
        assertThat(law.broken())
                .allSatisfy(house -> assertThat(law.violations().apply(house))
                        .as(house.toString())
                        .isNotEmpty());
    }

    @Test
    void noModuleDependsOnAMockingLibrary() throws IOException {
        try (Stream<Path> folders = Files.list(JavaText.root())) {
            List<Path> poms = folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
            assertThat(poms).hasSize(4);
            for (Path pom : poms) {
                assertThat(Files.readString(pom)).doesNotContainPattern("(?i)mockito|easymock|jmock|powermock|mockk");
            }
        }
    }

    @Test
    void allModulesAndTheirTestsAreLookedAt() {
        assertThat(HOUSE)
                .extracting(JavaText::path)
                .anyMatch(path -> path.startsWith("protocol/src/main/"))
                .anyMatch(path -> path.startsWith("pki/src/main/"))
                .anyMatch(path -> path.startsWith("config/src/test/"))
                .anyMatch(path -> path.startsWith("node/src/test/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// Thread.sleep(1)",
                "/* Thread.sleep(1) */",
                "String s = \"Thread.sleep(1)\";",
                "String s = \"\\\" Thread.sleep(1)\";",
                "String s = \"\"\"\n Thread.sleep(1) \"quoted\" \n\"\"\";"
            })
    void whatIsOnlyWrittenAboutIsNotCode(String text) {
        assertThat(new JavaText("x", text).find(SLEEP)).isEmpty();
    }
}
