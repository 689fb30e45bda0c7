package eu.vigil.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"listen,listen,0", "lisen,listen,1", "listten,listen,1", "lisetn,listen,1", "'',abc,3", "idle,link,4"})
    void slipsOfThePenAreCounted(String a, String b, int slips) {
        assertThat(Nearest.slips(a, b)).isEqualTo(slips);
        assertThat(Nearest.slips(b, a)).isEqualTo(slips);
    }

    @Test
    void theNearestIsFoundAndOfEqualsTheFirstByName() {
        assertThat(Nearest.to("lisen", List.of("advertise", "listen"))).contains("listen");
        assertThat(Nearest.to("c", List.of("b", "a"))).contains("a");
        assertThat(Nearest.to("c", List.of())).isEmpty();
    }
}
