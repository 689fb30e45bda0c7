package eu.vigil.pki.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1950-01-01T00:00:00Z, 23, 500101000000Z",
        "1999-12-31T23:59:59Z, 23, 991231235959Z",
        "2024-02-29T03:10:00Z, 23, 240229031000Z",
        "2049-12-31T23:59:59Z, 23, 491231235959Z",
        "2050-01-01T00:00:00Z, 24, 20500101000000Z",
        "9999-12-31T23:59:59Z, 24, 99991231235959Z"
    })
    void aTimeIsWrittenInTheFormOfItsCenturyAndReadAgain(Instant time, int tag, String text) throws Exception {
        DerElement written = new DerElement(SigningTime.write(time).written());

        assertThat(written.tag()).isEqualTo(tag);
        assertThat(new String(written.content(), StandardCharsets.US_ASCII)).isEqualTo(text);
        assertThat(SigningTime.read(written)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "23, 261122041000+0100, 'signing-time: not in DER, or not of its century'",
        "23, 2611220410Z, 'signing-time: not in DER, or not of its century'",
        "23, 26112204100Z, 'signing-time: not in DER, or not of its century'",
        "23, 2611220410 0Z, 'signing-time: not in DER, or not of its century'",
        "24, 20261122041000Z, 'signing-time: not in DER, or not of its century'",
        "24, 19490101000000Z, 'signing-time: not in DER, or not of its century'",
        "24, 20510101000000.5Z, 'signing-time: not in DER, or not of its century'",
        "12, 261122041000Z, 'signing-time: not a time'"
    })
    void anythingElseIsRefused(int tag, String text, String detail) {
        assertThatThrownBy(() -> SigningTime.read(element(tag, text)))
                .isInstanceOf(Unacceptable.class)
                .hasMessage(detail);
    }

    @ParameterizedTest
    @CsvSource({"261322041000Z", "260230041000Z", "250229041000Z", "261122241000Z", "261122046000Z", "261122041060Z"})
    void aTimeThatNoClockShowsIsRefused(String text) {
        assertThatThrownBy(() -> SigningTime.read(element(23, text)))
                .isInstanceOf(Unacceptable.class)
                .hasMessageStartingWith("signing-time: ");
    }

    @Test
    void nothingIsNoTime() {
        assertThatThrownBy(() -> SigningTime.read(element(23, ""))).isInstanceOf(Unacceptable.class);
    }

    private static DerElement element(int tag, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new DerElement(new Der.Primitive(tag, bytes, 0, bytes.length).written());
    }
}
