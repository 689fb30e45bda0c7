package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.CONTENT;
import static eu.vigil.pki.seal.Correspondents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.pki.key.DecryptionKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What messages to one peer have in common when many leave at once, and what not. */
class SharedEncapsulationTest {
    private final Correspondents they = new Correspondents();
    private final Sealer sealer = they.sealer();
    private final Opener opener = they.opener();

    private byte[] sealedAt(Instant now) {
        return sealer.seal(sealer.sign(CONTENT, NOW), they.french.recipient(), now);
    }

    private static LatticeLayer.Addressed outer(byte[] sealed) throws Unacceptable {
        return LatticeLayer.read(sealed);
    }

    private static ByteString encapsulation(byte[] sealed) throws Unacceptable {
        return ByteString.copyFrom(outer(sealed).encapsulation().content());
    }

    private void opens(byte[] sealed) {
        assertThat(opener.open(sealed, they.isBelgium, NOW)).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void messagesOfOneSecondHaveOneEncapsulationAndContentKeysOfTheirOwn() throws Exception {
        byte[] first = sealedAt(NOW);
        byte[] second = sealedAt(NOW.plusMillis(999));

        assertThat(encapsulation(second)).isEqualTo(encapsulation(first));
        assertThat(outer(second).wrapped().content())
                .isNotEqualTo(outer(first).wrapped().content());
        opens(first);
        opens(second);
    }

    @Test
    void theNextSecondHasAnotherAndSoHasATimeBefore() throws Exception {
        byte[] first = sealedAt(NOW);
        byte[] later = sealedAt(NOW.plusSeconds(1));
        byte[] earlier = sealedAt(NOW.minusMillis(1));

        assertThat(List.of(encapsulation(first), encapsulation(later), encapsulation(earlier)))
                .doesNotHaveDuplicates();
        opens(first);
        opens(later);
        opens(earlier);
    }

    @Test
    void anotherKeyOfThePeerHasAnother() throws Exception {
        DecryptionKey next = they.france.encryption(NOW);
        byte[] first = sealedAt(NOW);
        byte[] other = sealer.seal(sealer.sign(CONTENT, NOW), next.recipient(), NOW);

        assertThat(encapsulation(other)).isNotEqualTo(encapsulation(first));
        opener.openWith(List.of(they.french, next));
        opens(first);
        opens(other);
    }

    @Test
    void whoeverAsksForKeysOfItsOwnHasThem() throws Exception {
        byte[] shared = sealedAt(NOW);
        byte[] alone = sealer.seal(sealer.sign(CONTENT, NOW), they.french.recipient());

        assertThat(encapsulation(alone)).isNotEqualTo(encapsulation(shared));
    }

    @Test
    void anEncapsulationThatIsKnownOpensNothingThatWasChanged() {
        opens(sealedAt(NOW));
        byte[] next = sealedAt(NOW);
        for (int at = 0; at < next.length; at++) {
            byte[] changed = next.clone();
            changed[at] ^= 1;
            assertThat(opener.open(changed, they.isBelgium, NOW))
                    .as("byte %d", at)
                    .isInstanceOf(Opening.Refused.class);
        }
        opens(next);
    }

    @Test
    void anEncapsulationThatIsKnownOpensNothingOnceItsKeyIsGivenUp() {
        opens(sealedAt(NOW));
        opener.openWith(List.of(they.france.encryption(NOW)));

        assertThat(opener.open(sealedAt(NOW), they.isBelgium, NOW))
                .isInstanceOfSatisfying(
                        Opening.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY));
    }
}
