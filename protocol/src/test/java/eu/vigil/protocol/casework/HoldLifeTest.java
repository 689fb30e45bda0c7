package eu.vigil.protocol.casework;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.casework.HoldLife.Moved;
import eu.vigil.protocol.casework.HoldLife.Rejected;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldLifeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            // state | CONFIRMED | PROLONGED | MLA_ARRIVED | GIVEN_UP | TERM_OVER
            textBlock = """
                    PLACED     | HELD       | .          | .          | RELEASED | .
                    HELD       | HELD       | EXTENDED   | MLA_LODGED | RELEASED | LAPSED
                    EXTENDED   | EXTENDED   | EXTENDED   | MLA_LODGED | RELEASED | LAPSED
                    MLA_LODGED | MLA_LODGED | MLA_LODGED | MLA_LODGED | RELEASED | MLA_LODGED
                    RELEASED   | .          | .          | .          | .        | .
                    LAPSED     | .          | .          | .          | .        | .
                    """)
    void everyEventHasItsStatedOutcomeInEveryState(
            HoldState state, String confirmed, String prolonged, String mla, String givenUp, String termOver) {
        List<String> got = Arrays.stream(HoldLife.Event.values())
                .map(event -> switch (HoldLife.step(state, event)) {
                    case Moved(HoldState next) -> next.name();
                    case Rejected _ -> ".";
                })
                .toList();
        assertThat(got).containsExactly(confirmed, prolonged, mla, givenUp, termOver);
    }
}
