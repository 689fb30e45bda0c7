package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whatever stands in the file: a configuration, or all that is wrong with it. */
class ConfigFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyFileIsReadOrItsFaultsAreNamed(byte[] bytes) throws IOException {
        Path folder = Files.createTempDirectory("vigil-fuzz");
        Path file = folder.resolve("vigil.yaml");
        try {
            Files.write(file, bytes);
            if (new ConfigReader().read(file, Map.of(), Map.of()) instanceof ConfigReading.Faulty<?> faulty) {
                assertThat(faulty.problems()).isNotEmpty();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
