package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.CONTENT;
import static eu.vigil.pki.seal.Correspondents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a refusal, never an exception, never a message. {@code -Dseed=N} tries others. */
class HostileBytesTest {
    private final long seed = Long.getLong("seed", 20261122L);
    private final Random random = new Random(seed);
    private final Correspondents they = new Correspondents();
    private final Opener opener = they.opener();
    private final Sealer sealer = they.sealer();
    private final byte[] signed = sealer.sign(CONTENT, NOW).signedData();

    @Test
    void aSealedMessageWithAnyByteChangedIsRefused() {
        flipEveryByte(they.sealed(), UnaryOperator.identity());
    }

    @Test
    void anInnerLayerWithAnyByteChangedIsRefused() {
        flipEveryByte(they.sealInner(signed), they::sealOuter);
    }

    @Test
    void aSignatureWithAnyByteChangedIsRefused() {
        flipEveryByte(signed, bytes -> sealer.seal(Signed.kept(bytes), they.french.recipient()));
    }

    @Test
    void aSealedMessageCutAtAnyLengthIsRefused() {
        cutAtEveryLength(they.sealed(), UnaryOperator.identity());
    }

    @Test
    void anInnerLayerCutAtAnyLengthIsRefused() {
        cutAtEveryLength(they.sealInner(signed), they::sealOuter);
    }

    @Test
    void aSignatureCutAtAnyLengthIsRefused() {
        cutAtEveryLength(signed, bytes -> sealer.seal(Signed.kept(bytes), they.french.recipient()));
    }

    @Test
    void piecesInTheWrongPlaceAreRefused() {
        for (int round = 0; round < 500; round++) {
            byte[] mixed = signed.clone();
            int length = 1 + random.nextInt(64);
            int from = random.nextInt(mixed.length - length);
            int to = random.nextInt(mixed.length - length);
            System.arraycopy(signed, from, mixed, to, length);
            if (!Arrays.equals(mixed, signed)) {
                assertRefused(they.seal(mixed), "round " + round);
            }
        }
    }

    @Test
    void noiseIsRefused() {
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertRefused(noise, "noise");
            assertRefused(they.sealOuter(noise), "noise inside");
        }
    }

    @Test
    void theDeepestNestingThatFitsIsRefusedWithoutBeingFollowed() {
        byte[] nested = new byte[Opener.SEALED_BYTES_MAX];
        int at = 0;
        while (nested.length - at > 5) {
            int length = nested.length - at - 5;
            nested[at++] = 0x30;
            nested[at++] = (byte) 0x83;
            nested[at++] = (byte) (length >> 16);
            nested[at++] = (byte) (length >> 8);
            nested[at++] = (byte) length;
        }

        assertThat(assertRefused(nested, "nested").detail()).startsWith("deeper than 24");
    }

    @Test
    void theMostElementsThatFitAreRefusedWithoutBeingRead() {
        byte[] many = new byte[Opener.SEALED_BYTES_MAX];
        Arrays.fill(many, 0, 5, (byte) 0);
        many[0] = 0x30;
        many[1] = (byte) 0x83;
        many[2] = (byte) ((many.length - 5) >> 16);
        many[3] = (byte) ((many.length - 5) >> 8);
        many[4] = (byte) (many.length - 5);
        for (int i = 5; i + 1 < many.length; i += 2) {
            many[i] = 0x05;
        }

        assertThat(assertRefused(many, "many").detail()).startsWith("more than 2048 elements");
    }

    private void flipEveryByte(byte[] good, UnaryOperator<byte[]> wrap) {
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 + random.nextInt(255));
            assertRefused(wrap.apply(bad), "byte " + i + " changed to " + bad[i]);
        }
    }

    private void cutAtEveryLength(byte[] good, UnaryOperator<byte[]> wrap) {
        for (int length = 0; length < good.length; length++) {
            assertRefused(wrap.apply(Arrays.copyOf(good, length)), "cut at " + length);
        }
    }

    private Opening.Refused assertRefused(byte[] sealed, String what) {
        Opening opening = opener.open(sealed, they.isBelgium, NOW);
        assertThat(opening).as("%s, seed %d", what, seed).isInstanceOf(Opening.Refused.class);
        Opening.Refused refused = (Opening.Refused) opening;
        assertThat(refused.signatureVerified()).as("%s, seed %d", what, seed).isFalse();
        return refused;
    }
}
