package eu.vigil.pki.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerShapeTest {
    @ParameterizedTest
    @CsvSource({"0500", "3000", "30050101ff0500", "a003020101", "8000", "31060201010201ff"})
    void oneWellFormedValueIsWithoutFault(String hex) {
        assertThat(DerShape.fault(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30, cut off",
        "3001, longer than what holds it",
        "300105, cut off",
        "30030202, longer than what holds it",
        "30800000, indefinite length (BER)",
        "0481, cut off",
        "04810100, length not in shortest form",
        "0482008000, length not in shortest form",
        "04847fffffff, length of more than 3 bytes",
        "0483ffffff, longer than what holds it",
        "1f2000, tag number above 30",
        "24020400, wrong form of a universal type",
        "1000, wrong form of a universal type",
        "0000, end-of-contents octets",
        "30020000, end-of-contents octets"
    })
    void aFaultIsNamed(String hex, String fault) {
        assertThat(DerShape.fault(HexFormat.of().parseHex(hex)).orElseThrow()).startsWith(fault + ", at byte ");
    }

    @Test
    void nothingAndTooMuchAreFaults() {
        assertThat(DerShape.fault(new byte[0])).contains("nothing at all");
        assertThat(DerShape.fault(new byte[] {5, 0, 5, 0})).contains("2 bytes after the end");
    }

    @Test
    void longContentsAreWithoutFaultInEveryLengthOfLength() {
        for (int bytes : new int[] {127, 128, 255, 256, 65535, 65536}) {
            assertThat(DerShape.fault(Castle.write(CMSObjectIdentifiers.data, new DEROctetString(new byte[bytes]))))
                    .isEmpty();
        }
    }
}
