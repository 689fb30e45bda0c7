package eu.vigil.pki.directory;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasisRulesTest {
    @Test
    void theBuiltInTableKnowsWhoIsOutside() {
        List<BasisInForce> bases = BasisRules.builtIn().between(participants("BE", "FR", "DK", "IE", "US", "EU-GSC"));

        assertThat(between(bases, LegalBasis.DIR_2013_40_13)).containsExactly("BE-FR", "BE-IE", "FR-IE");
        assertThat(between(bases, LegalBasis.BUDAPEST_29))
                .containsExactly("BE-DK", "BE-FR", "DK-FR", "BE-US", "DK-US", "FR-US");
        assertThat(between(bases, LegalBasis.ADMINISTRATIVE)).hasSize(15);
        assertThat(between(bases, LegalBasis.G7_24_7)).containsExactly("BE-US", "DK-US", "FR-US", "IE-US");
        assertThat(between(bases, LegalBasis.COALITION_MOU))
                .as("a memorandum is the authority's own line")
                .isEmpty();
    }

    @Test
    void aLineMayNameSeveralBasesAndSeveralParticipants() {
        List<BasisInForce> bases = read("BUDAPEST_29,BUDAPEST_30 2021-08-01 MEMBER_STATE US,JP except IE")
                .between(participants("BE", "IE", "JP", "US"));

        assertThat(between(bases, LegalBasis.BUDAPEST_29)).containsExactly("BE-JP", "BE-US");
        assertThat(between(bases, LegalBasis.BUDAPEST_30)).containsExactly("BE-JP", "BE-US");
    }

    @Test
    void aRuleIsForPairsEitherWayFromItsDayToItsLast() {
        List<BasisInForce> bases = read("BUDAPEST_29 2004-07-01..2030-01-01 US MEMBER_STATE except IE")
                .between(participants("BE", "IE", "US"));

        assertThat(bases)
                .singleElement()
                .isEqualTo(BasisInForce.newBuilder()
                        .setBasis(LegalBasis.BUDAPEST_29)
                        .setFirst("BE")
                        .setSecond("US")
                        .setFrom(Instants.of(Instant.parse("2004-07-01T00:00:00Z")))
                        .setUntil(Instants.of(Instant.parse("2030-01-01T00:00:00Z")))
                        .build());
    }

    @Test
    void commentsAndEmptyLinesSayNothing() {
        assertThat(read("# nothing\n\n  \n").between(participants("BE", "FR"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DIR_2013 2015-09-04 ANY ANY, 'DIR_2013' is no legal basis",
        "LEGAL_BASIS_UNSPECIFIED 2015-09-04 ANY ANY, is no legal basis",
        "BUDAPEST_29 4.9.2015 ANY ANY, '4.9.2015' is no day like 2015-09-04",
        "BUDAPEST_29 2015-09-04 ANY be, participant: 'be' is not",
        "BUDAPEST_29 2015-09-04 ANY, not like",
        "BUDAPEST_29 2015-09-04 ANY ANY but DK, not like",
        "BUDAPEST_29 2015-09-04 ANY ANY except x, participant: 'x' is not"
    })
    void eachWrongLineIsNamedWithWhatWouldBeRight(String line, String text) {
        assertThat(BasisRules.parse("# first\n" + line))
                .isInstanceOfSatisfying(
                        BasisRules.Reading.Problems.class,
                        problems -> assertThat(problems.texts())
                                .singleElement()
                                .asString()
                                .startsWith("line 2: ")
                                .contains(text));
    }

    private static BasisRules read(String text) {
        return switch (BasisRules.parse(text)) {
            case BasisRules.Reading.Read(var rules) -> rules;
            case BasisRules.Reading.Problems(var texts) -> throw new AssertionError(texts);
        };
    }

    private static List<String> between(List<BasisInForce> bases, LegalBasis basis) {
        return bases.stream()
                .filter(each -> each.getBasis() == basis)
                .map(each -> each.getFirst() + "-" + each.getSecond())
                .toList();
    }

    private static Map<ParticipantId, Participant.Kind> participants(String... ids) {
        Map<ParticipantId, Participant.Kind> participants = new TreeMap<>();
        for (String id : ids) {
            ParticipantId participant = new ParticipantId(id);
            participants.put(participant, Policy.builtIn().kindOf(participant));
        }
        return participants;
    }
}
