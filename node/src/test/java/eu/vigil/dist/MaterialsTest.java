package eu.vigil.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterialsTest {
    private static final String BILL = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
             "metadata": {"component": {"type": "application", "bom-ref": "node", "name": "vigil-node", "version": "1", "purl": "pkg:maven/node"}},
             "components": [
               {"type": "library", "bom-ref": "one", "group": "org.one", "name": "one", "version": "2", "purl": "pkg:maven/org.one/one@2?type=jar",
                "licenses": [{"license": {"id": "MIT"}}]},
               {"type": "library", "bom-ref": "native-a", "group": "org.two", "name": "two", "version": "3",
                "purl": "pkg:maven/org.two/two@3?classifier=linux-x86_64&type=jar"},
               {"type": "library", "bom-ref": "native-b", "group": "org.two", "name": "two", "version": "3",
                "purl": "pkg:maven/org.two/two@3?classifier=windows&type=jar"}],
             "dependencies": [{"ref": "node", "dependsOn": ["one", "native-b"]}, {"ref": "native-b", "dependsOn": []}]}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aPackageOfThreeJars() throws IOException {
        for (String name : new String[] {"lib", "java", "jdk", "out"}) {
            Files.createDirectory(folder.resolve(name));
        }
        Files.writeString(folder.resolve("bill.json"), BILL);
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"25.0.3\"\nMODULES=\"java.base java.sql\"\n");
        Files.writeString(
                folder.resolve("jdk/release"), "IMPLEMENTOR=\"A Vendor\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\n");
        jar("vigil-node-1.jar", "eu/vigil/A.class");
        jar("one-2.jar", "META-INF/LICENSE.txt");
        jar("two-3-linux-x86_64.jar", "lib.so");
    }

    @Test
    void theBillNamesExactlyWhatIsInThePackage() throws IOException {
        JsonNode bill = bill();

        assertThat(bill.path("components").findValuesAsText("bom-ref"))
                .containsExactly("one", "native-a", "pkg:generic/openjdk@25.0.3%2B9-LTS");
        assertThat(bill.path("dependencies").toString()).doesNotContain("native-b");
    }

    @Test
    void theBillNamesTheJavaThatComesWithIt() throws IOException {
        JsonNode java = bill().path("components").path(2);

        assertThat(java.path("version").asText()).isEqualTo("25.0.3+9-LTS");
        assertThat(java.path("supplier").path("name").asText()).isEqualTo("A Vendor");
        assertThat(java.toString()).contains("java.base java.sql");
        assertThat(bill().path("dependencies").path(0).path("dependsOn").toString())
                .contains("openjdk");
    }

    @Test
    void theSameCommitHasTheSameBill() throws IOException {
        String first = bill().toString();

        assertThat(bill()).hasToString(first);
        assertThat(first).contains("\"timestamp\":\"2026-11-22T00:00:00Z\"");
    }

    @Test
    void aJarThatNobodyAccountsForStopsTheBuild() throws IOException {
        jar("stranger-1.jar", "A.class");

        assertThatThrownBy(this::bill).hasMessageContaining("stranger-1.jar");
    }

    @Test
    void theLicencesOfOthersTravelWithTheirWork() throws IOException {
        bill();

        assertThat(folder.resolve("out/licenses/one-2/LICENSE.txt")).exists();
        assertThat(folder.resolve("out/THIRD-PARTY.md"))
                .content()
                .contains(
                        "| org.one:one | 2 | MIT |",
                        "| org.two:two | 3 | see `licenses/` |",
                        "| openjdk | 25.0.3+9-LTS |")
                .doesNotContain("vigil-node");
    }

    private JsonNode bill() throws IOException {
        Materials.main(new String[] {
            folder.resolve("bill.json").toString(),
            folder.resolve("lib").toString(),
            folder.resolve("java").toString(),
            folder.resolve("jdk").toString(),
            folder.resolve("out").toString(),
            "afef88a",
            "2026-11-22T00:00:00Z"
        });
        return JsonMapper.builder()
                .build()
                .readTree(folder.resolve("out/vigil.cdx.json").toFile());
    }

    private void jar(String name, String entry) throws IOException {
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve("lib").resolve(name)))) {
            jar.putNextEntry(new JarEntry(entry));
        }
    }
}
