package eu.vigil.node.casework;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.wire.DataSought;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.PreservationRequest;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
    private static Message message(String facts, String... identifiers) {
        PreservationRequest.Builder request =
                PreservationRequest.newBuilder().setFacts(facts).setPrevious("BE-2026-000077");
        for (String identifier : identifiers) {
            request.addDataSought(DataSought.newBuilder().setIdentifier(identifier));
        }
        return Message.newBuilder()
                .setHeader(Header.newBuilder().setCaseRef("BE-2026-000123"))
                .setPreservationRequest(request)
                .build();
    }

    @Test
    void identifiersAreFoundWhereverTheyStandAndShortValuesAsAWhole() {
        String facts = "x".repeat(200)
                + " from 198.51.100.24 and 2001:db8:77::5, see vps-7.Example.net, mail Night@Forum.example.";
        assertThat(SearchWords.of(message(facts, "vps-7.example.net (198.51.100.24)")))
                .contains(
                        "be-2026-000123",
                        "be-2026-000077",
                        "198.51.100.24",
                        "2001:db8:77::5",
                        "vps-7.example.net",
                        "night@forum.example",
                        "vps-7.example.net (198.51.100.24)")
                .doesNotContain("from", facts);
    }

    @Test
    void aWordIsTheSameHoweverItIsWritten() {
        assertThat(SearchWords.normal("  VPS-7.Example.NET ")).isEqualTo("vps-7.example.net");
        assertThat(SearchWords.normal("Cafe\u0301")).isEqualTo(SearchWords.normal("CAF\u00c9"));
    }

    @Test
    void aMessageBringsNoMoreThanItsShare() {
        StringBuilder facts = new StringBuilder();
        for (int number = 0; number < 1000; number++) {
            facts.append("host-").append(number).append(".example.org ");
        }
        assertThat(SearchWords.of(message(facts.toString()))).hasSizeLessThanOrEqualTo(SearchWords.WORDS_MAX);
    }
}
