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
            // side | state | CONFIRMED | PROLONGED | MLA_ARRIVED | GIVEN_UP | TERM_OVER
            textBlock = """
                    REQUESTED  | PLACED     | HELD       | .          | .          | RELEASED | .
                    REQUESTED  | HELD       | HELD       | EXTENDED   | MLA_LODGED | RELEASED | LAPSED
                    REQUESTED  | EXTENDED   | EXTENDED   | EXTENDED   | MLA_LODGED | RELEASED | LAPSED
                    REQUESTED  | MLA_LODGED | MLA_LODGED | MLA_LODGED | MLA_LODGED | RELEASED | MLA_LODGED
                    REQUESTED  | RELEASED   | .          | .          | .          | RELEASED | .
                    REQUESTED  | LAPSED     | .          | .          | .          | RELEASED | .
                    REQUESTING | PLACED     | HELD       | .          | .          | RELEASED | .
                    REQUESTING | HELD       | HELD       | EXTENDED   | MLA_LODGED | RELEASED | LAPSED
                    REQUESTING | EXTENDED   | EXTENDED   | EXTENDED   | MLA_LODGED | RELEASED | LAPSED
                    REQUESTING | MLA_LODGED | MLA_LODGED | MLA_LODGED | MLA_LODGED | RELEASED | MLA_LODGED
                    REQUESTING | RELEASED   | RELEASED   | RELEASED   | RELEASED   | RELEASED | .
                    REQUESTING | LAPSED     | LAPSED     | EXTENDED   | MLA_LODGED | RELEASED | .
                    """)
    void everyEventHasItsStatedOutcomeInEveryState(
            Side side,
            HoldState state,
            String confirmed,
            String prolonged,
            String mla,
            String givenUp,
            String termOver) {
        List<String> got = Arrays.stream(HoldLife.Event.values())
                .map(event -> switch (HoldLife.step(state, side, event)) {
                    case Moved(HoldState next) -> next.name();
                    case Rejected _ -> ".";
                })
                .toList();
        assertThat(got).containsExactly(confirmed, prolonged, mla, givenUp, termOver);
    }
}
