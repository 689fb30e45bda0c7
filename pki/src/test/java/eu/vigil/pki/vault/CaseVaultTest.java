package eu.vigil.pki.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.key.KeyMaking;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CaseVaultTest {
    private static final byte[] CASE = bytes("BE-2026-000123");
    private static final byte[] PLACE = bytes("messages/sealed/7");

    private final SecureRandom random = new SecureRandom();
    private final SecretKey kek = KeyMaking.aes256(random);
    private final CaseVault vault = new CaseVault(kek, random);
    private final byte[] wrapped = vault.newWrappedKey(CASE);
    private final CaseKey key = unwrapped(vault.unwrap(wrapped, CASE));

    @Test
    void whatIsProtectedUnderACaseIsRevealedAfterARestart() {
        byte[] stored = key.protect(bytes("the facts"), PLACE);
        CaseKey later = unwrapped(new CaseVault(kek, random).unwrap(wrapped, CASE));

        assertThat(revealed(later.reveal(stored, PLACE))).isEqualTo(bytes("the facts"));
        assertThat(revealed(later.reveal(key.protect(new byte[0], PLACE), PLACE)))
                .isEmpty();
    }

    @Test
    void storedBytesBeginWithTheirFormatAndAre29LongerAndNeverAlike() {
        byte[] stored = key.protect(bytes("the facts"), PLACE);

        assertThat(stored).startsWith(1).hasSize("the facts".length() + 29);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("facts");
        assertThat(key.protect(bytes("the facts"), PLACE)).isNotEqualTo(stored);
        assertThat(wrapped).startsWith(1).hasSize(61);
    }

    @Test
    void anotherPlaceAnotherCaseOrAnotherKekRevealNothing() {
        byte[] stored = key.protect(bytes("the facts"), PLACE);
        byte[] otherWrapped = vault.newWrappedKey(CASE);
        Revealing.Unreadable otherKey = new Revealing.Unreadable(Revealing.Why.OTHER_KEY_OR_ALTERED);
        Unwrapping.Unreadable otherKek = new Unwrapping.Unreadable(Revealing.Why.OTHER_KEY_OR_ALTERED);

        assertThat(key.reveal(stored, bytes("messages/sealed/8"))).isEqualTo(otherKey);
        assertThat(unwrapped(vault.unwrap(otherWrapped, CASE)).reveal(stored, PLACE))
                .isEqualTo(otherKey);
        assertThat(vault.unwrap(wrapped, bytes("BE-2026-000124"))).isEqualTo(otherKek);
        assertThat(new CaseVault(KeyMaking.aes256(random), random).unwrap(wrapped, CASE))
                .isEqualTo(otherKek);
    }

    @Test
    void aWrappedKeyIsNoCaseDataAndCaseDataIsNoWrappedKey() {
        CaseKey ofKek = new CaseKey(Arithmetic.fastest().gcm(), kek, random);

        assertThat(ofKek.reveal(wrapped, CASE)).isInstanceOf(Revealing.Unreadable.class);
        assertThat(vault.unwrap(ofKek.protect(new byte[32], CASE), CASE)).isInstanceOf(Unwrapping.Unreadable.class);
    }

    @Test
    void everyChangedByteAndEveryCutIsNoticed() {
        byte[] stored = key.protect(bytes("the facts"), PLACE);

        for (int i = 0; i < stored.length; i++) {
            byte[] bad = stored.clone();
            bad[i] ^= 1;
            assertThat(key.reveal(bad, PLACE))
                    .isEqualTo(new Revealing.Unreadable(
                            i == 0 ? Revealing.Why.UNKNOWN_FORMAT : Revealing.Why.OTHER_KEY_OR_ALTERED));
            assertThat(key.reveal(Arrays.copyOf(stored, i), PLACE))
                    .isEqualTo(new Revealing.Unreadable(
                            i < 29 ? Revealing.Why.TRUNCATED : Revealing.Why.OTHER_KEY_OR_ALTERED));
        }
    }

    @Test
    void theFormatIsTheOneOfThisVector() {
        SecretKey fixed = new SecretKeySpec(HexFormat.of().parseHex("00".repeat(32)), "AES");
        CaseKey zero = new CaseKey(Arithmetic.bouncyCastle().gcm(), fixed, random);
        byte[] stored =
                HexFormat.of().parseHex("01000102030405060708090a0beea4413f6189afc8d8af15d987e3a2045967f6a0c07dff6e");

        assertThat(revealed(zero.reveal(stored, bytes("place")))).isEqualTo(bytes("format 1"));
    }

    @Test
    void aShortKeyEncryptionKeyIsRefused() {
        assertThatThrownBy(() -> new CaseVault(new SecretKeySpec(new byte[16], "AES"), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an AES-256 key of 16 bytes instead of 32");
    }

    private static CaseKey unwrapped(Unwrapping unwrapping) {
        assertThat(unwrapping).isInstanceOf(Unwrapping.Unwrapped.class);
        return ((Unwrapping.Unwrapped) unwrapping).key();
    }

    private static byte[] revealed(Revealing revealing) {
        assertThat(revealing).isInstanceOf(Revealing.Revealed.class);
        return ((Revealing.Revealed) revealing).plain();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
