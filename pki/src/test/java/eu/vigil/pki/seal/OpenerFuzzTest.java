package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** No bytes are a message but those that Belgium signed; at any layer they are refused, and nothing throws. */
class OpenerFuzzTest {
    private static final Correspondents THEY = new Correspondents();

    @FuzzTest(maxDuration = "10s")
    void anyBytesAtAnyLayerAreRefused(byte[] bytes) {
        assertRefused(bytes);
        assertRefused(THEY.sealOuter(bytes));
        assertRefused(THEY.seal(bytes));
    }

    private static void assertRefused(byte[] sealed) {
        assertThat(THEY.opener().open(sealed, THEY.isBelgium, NOW)).isInstanceOf(Opening.Refused.class);
    }
}
