package eu.vigil.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"BE", "EU-GSC", "EU-EUROPOL", "BE/BANK-1", "US", "NL/NGO-2"})
    void statesBodiesAndPartnersAreParticipants(String id) {
        assertThat(new ParticipantId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "be",
                "B",
                "BEL",
                "EU-",
                "EU-gsc",
                "BE/",
                "BE/bank",
                "BE/BANK-",
                "BE/A/B",
                "BE ",
                "/X",
                "EU-GSC/X"
            })
    void anythingElseIsNoParticipantAndTheErrorNamesTheField(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParticipantId(id))
                .withMessageContaining("participant:")
                .withMessageContaining("BE/BANK-1");
    }

    @Test
    void aPartnerIsNotItsState() {
        ParticipantId bank = new ParticipantId("BE/BANK-1");
        assertThat(bank).isNotEqualTo(new ParticipantId("BE"));
        assertThat(bank.sponsor()).contains(new ParticipantId("BE"));
        assertThat(new ParticipantId("BE").sponsor()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E", "eu-art13", "EU--ART13", "-EU", "EU-", "EU ART13"})
    void aNetworkIsCapitalsDigitsAndHyphens(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NetworkId(name));
    }

    @Test
    void aMessageIdIsAUuidOfVersion7InNetworkOrderAndSortsByTime() {
        SplittableRandom random = new SplittableRandom(1);
        Instant night = Instant.parse("2026-03-29T01:10:00.123Z");
        MessageId earlier = MessageId.of(night, random);
        MessageId later = MessageId.of(night.plusMillis(1), random);

        assertThat(earlier.value().version()).isEqualTo(7);
        assertThat(earlier.bytes().size()).isEqualTo(16);
        assertThat(MessageId.of(earlier.bytes())).isEqualTo(earlier);
        assertThat(MessageId.of(earlier.toString())).isEqualTo(earlier);
        assertThat(earlier).isLessThan(later);
        assertThat(earlier.value().getMostSignificantBits() >>> 16).isEqualTo(night.toEpochMilli());
    }

    @Test
    void messageIdsSortAsTheirBytesDoWithoutSigns() {
        MessageId below = MessageId.of("0193007f-0000-7000-8000-000000000000");
        MessageId above = MessageId.of("01930080-0000-7000-8000-000000000000");
        assertThat(below).isLessThan(above);

        MessageId low = MessageId.of("01930080-0000-7000-8000-000000000000");
        MessageId high = MessageId.of("01930080-0000-7000-bfff-ffffffffffff");
        assertThat(low).isLessThan(high);
        MessageId ofLaterTimes = MessageId.of("f1930080-0000-7000-8000-000000000000");
        assertThat(high).isLessThan(ofLaterTimes);
    }

    @Test
    void sixteenBytesThatAreNoVersion7AreNoMessageId() {
        assertThat(MessageId.read(ByteString.copyFrom(new byte[16]))).isEmpty();
        assertThat(MessageId.read(ByteString.EMPTY)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> MessageId.of(ByteString.copyFrom(new byte[16])));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageId.of(ByteString.copyFrom(new byte[15])));
    }

    @Test
    void aCaseIsNamedByItsOwnerTheYearAndANumber() {
        CaseRef ref = CaseRef.of(new ParticipantId("BE"), 2026, 123);
        assertThat(ref).hasToString("BE-2026-000123");
        assertThat(ref.owner()).isEqualTo(new ParticipantId("BE"));
        assertThat(new CaseRef("EU-EUROPOL-2026-000001").owner()).isEqualTo(new ParticipantId("EU-EUROPOL"));
        assertThatIllegalArgumentException().isThrownBy(() -> CaseRef.of(new ParticipantId("BE"), 2026, 1_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new CaseRef("BE-26-1"));
    }

    /** The patterns are those of the contract, {@code message.proto}; the names are looked at by hand. */
    @Test
    void namesHaveTheFormsOfTheContract() {
        Pattern participant = Pattern.compile("(EU-[A-Z]{2,12})|([A-Z]{2}(/[A-Z][A-Z0-9]*(-[A-Z0-9]+)*)?)");
        Pattern network = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
        Pattern caseRef = Pattern.compile("[A-Z]{2}(-[A-Z]{2,12}|/[A-Z][A-Z0-9]*(-[A-Z0-9]+)*)?-[0-9]{4}-[0-9]{6}");
        List<String> right =
                List.of("BE", "EU-GSC", "BE/BANK-1", "EU-ART13", "G7-24-7", "BE-2026-000123", "A".repeat(32));
        String letters = "AZaz09-/ @[`{:.\u0663\u00c9";
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder name = new StringBuilder(right.get(random.nextInt(right.size())));
            for (int change = random.nextInt(3); change > 0; change--) {
                int place = random.nextInt(name.length());
                name.replace(place, place + random.nextInt(2), letters.charAt(random.nextInt(letters.length())) + "");
                name.setLength(random.nextInt(10) == 0 ? random.nextInt(name.length()) + 1 : name.length());
            }
            String text = name.toString();
            assertThat(isRight(() -> new ParticipantId(text)))
                    .as(text)
                    .isEqualTo(text.length() <= 64 && participant.matcher(text).matches());
            assertThat(isRight(() -> new NetworkId(text)))
                    .as(text)
                    .isEqualTo(text.length() >= 2
                            && text.length() <= 32
                            && network.matcher(text).matches());
            assertThat(isRight(() -> new CaseRef(text)))
                    .as(text)
                    .isEqualTo(caseRef.matcher(text).matches());
        }
    }

    private static boolean isRight(Supplier<?> name) {
        try {
            return name.get() instanceof Record;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
