package eu.vigil.node.casework;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.wire.DataSought;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.PreservationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What a peer may write to keep a node busy: the effort for a character does not grow with the text. */
    @ParameterizedTest
    @ValueSource(strings = {".", "a", "a.", "a-", "1.", "1:", "ab:", "a@", "a@b.", "%a.b@", "BE-", "BE/A-", ":"})
    void noTextIsReadMoreThanAFewHundredTimes(String part) {
        CountedText text = new CountedText(part.repeat(20_000 / part.length()));
        long found = SearchWords.identifiers(text).count();
        assertThat(text.read).as("%d found", found).isLessThan(500L * text.length());
    }

    /** Counts how often its characters are looked at. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private long read;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
