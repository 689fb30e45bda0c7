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
    @CsvSource({
        "0500",
        "3000",
        "30050101ff0500",
        "a003020101",
        "8000",
        "31060201010201ff",
        "010100",
        "02020080",
        "0202ff7f",
        "0a0101",
        "030100",
        "030206c0",
        "06022a03",
        "06032a8148",
        "0c00",
        "170d3236313132323033313030305a",
        "170b323631313232303331305a",
        "17113236313132323033313030302b30313030",
        "180f32303531303330313132303030305a",
        "181132303531303330313132303030302e355a",
        "1e020041",
        "31050201010400"
    })
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
        "30020000, end-of-contents octets",
        "0100, a BOOLEAN other than 00 and FF",
        "010101, a BOOLEAN other than 00 and FF",
        "01020000, a BOOLEAN other than 00 and FF",
        "0200, INTEGER not in shortest form",
        "02020001, INTEGER not in shortest form",
        "0202ff80, INTEGER not in shortest form",
        "0a020001, ENUMERATED negative or not in shortest form",
        "0a01ff, ENUMERATED negative or not in shortest form",
        "0300, 'BIT STRING with a wrong number of unused bits, or these not 0'",
        "030101, 'BIT STRING with a wrong number of unused bits, or these not 0'",
        "03020800, 'BIT STRING with a wrong number of unused bits, or these not 0'",
        "030206e0, 'BIT STRING with a wrong number of unused bits, or these not 0'",
        "050100, NULL with content",
        "0600, 'OBJECT IDENTIFIER not in shortest form, or too long'",
        "06022a83, 'OBJECT IDENTIFIER not in shortest form, or too long'",
        "06032a8001, 'OBJECT IDENTIFIER not in shortest form, or too long'",
        "090103, a universal type that is not used",
        "0e00, a universal type that is not used",
        "1700, UTCTime in no form that it has",
        "170932363131323230335a, UTCTime in no form that it has",
        "170d32363131323230332030305a5a, UTCTime in no form that it has",
        "180d3230353130333031313230305a, GeneralizedTime not in the form of DER",
        "181132303531303330313132303030302e305a, GeneralizedTime not in the form of DER",
        "181032303531303330313132303030302e5a, GeneralizedTime not in the form of DER",
        "1e0141, BMPString with half a character",
        "3106020102020101, a set that is not in order",
        "31050400020101, a set that is not in order"
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
