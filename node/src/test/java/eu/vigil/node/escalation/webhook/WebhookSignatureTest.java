package eu.vigil.node.escalation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    /** The example of the Standard Webhooks specification. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void theSpecificationsExampleIsSignedAsItSays() {
        assertThat(WebhookSignature.sign(ID, AT, BODY, secrets(SECRET)))
                .isEqualTo(new WebhookSignature.Headers(ID, "1614265330", SIGNATURE));
    }

    @Test
    void aSignatureIsBelievedForFiveMinutesEitherWay() {
        var headers = new WebhookSignature.Headers(ID, "1614265330", "v1a,xyz v2,abc " + SIGNATURE);
        for (int seconds : new int[] {-300, 0, 300}) {
            assertThat(WebhookSignature.fault(headers, BODY, secrets(SECRET), AT.plusSeconds(seconds)))
                    .isEmpty();
        }
        for (int seconds : new int[] {-301, 301}) {
            assertThat(WebhookSignature.fault(headers, BODY, secrets(SECRET), AT.plusSeconds(seconds))
                            .orElseThrow())
                    .contains("webhook-timestamp");
        }
    }

    @Test
    void aChangedBodyIdOrTimeOrAnEmptySignatureIsNotBelieved() {
        byte[] changed = BODY.clone();
        changed[0]++;
        assertThat(WebhookSignature.fault(headers(ID, "1614265330", SIGNATURE), changed, secrets(SECRET), AT))
                .isPresent();
        assertThat(WebhookSignature.fault(headers("msg_x", "1614265330", SIGNATURE), BODY, secrets(SECRET), AT))
                .isPresent();
        assertThat(WebhookSignature.fault(headers(ID, "1614265331", SIGNATURE), BODY, secrets(SECRET), AT))
                .isPresent();
        for (String wrong : List.of("", "v1,", "v1,!!!", "v1a" + SIGNATURE.substring(2), "v1,AAAA ".repeat(100))) {
            assertThat(WebhookSignature.fault(headers(ID, "1614265330", wrong), BODY, secrets(SECRET), AT))
                    .isPresent();
        }
        assertThat(WebhookSignature.fault(headers(ID, "99999999999999999999", SIGNATURE), BODY, secrets(SECRET), AT))
                .isPresent();
    }

    @Test
    void anEd25519KeySignsV1aWhichItsPublicKeyVerifiesAndNobodyElses() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = last32(pair.getPrivate().getEncoded());
        byte[] open = last32(pair.getPublic().getEncoded());
        byte[] both = Arrays.copyOf(seed, 64);
        System.arraycopy(open, 0, both, 32, 32);
        for (byte[] key : List.of(seed, both)) {
            List<WebhookSecret> signing = secrets("whsk_" + base64(key));
            WebhookSignature.Headers headers = WebhookSignature.sign(ID, AT, BODY, signing);
            assertThat(headers.signature()).startsWith("v1a,");
            for (List<WebhookSecret> checking : List.of(secrets("whpk_" + base64(open)), signing)) {
                assertThat(WebhookSignature.fault(headers, BODY, checking, AT)).isEmpty();
                assertThat(WebhookSignature.fault(headers, "x".getBytes(UTF_8), checking, AT))
                        .isPresent();
                assertThat(WebhookSignature.fault(headers(ID, "1614265330", "v1a,AAAA"), BODY, checking, AT))
                        .isPresent();
            }
            KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            List<WebhookSecret> another =
                    secrets("whpk_" + base64(last32(other.getPublic().getEncoded())));
            assertThat(WebhookSignature.fault(headers, BODY, another, AT)).isPresent();
        }
        both[63] ^= 1; // halves that do not belong together
        assertThat(WebhookSecret.read("whsk_" + base64(both))).isInstanceOf(WebhookSecret.Reading.Wrong.class);
    }

    @Test
    void aV1aSignatureIsThatOfRfc8032() {
        // RFC 8032, 7.1, test 1: the seed; any Ed25519 signs this content under it in the same way.
        String seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        String open = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        WebhookSignature.Headers headers = WebhookSignature.sign(
                ID, AT, BODY, secrets("whsk_" + base64(HexFormat.of().parseHex(seed))));
        assertThat(WebhookSignature.fault(
                        headers, BODY, secrets("whpk_" + base64(HexFormat.of().parseHex(open))), AT))
                .isEmpty();
    }

    @Test
    void whileOneKeyIsReplacedByAnotherEveryOneOfThemSigns() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String asymmetric = "whsk_" + base64(last32(pair.getPrivate().getEncoded()));
        WebhookSignature.Headers headers =
                WebhookSignature.sign(ID, AT, BODY, secrets(SECRET + "\n" + asymmetric + "\n"));
        assertThat(headers.signature()).matches("v1,\\S+ v1a,\\S+");
        assertThat(WebhookSignature.fault(headers, BODY, secrets(SECRET), AT)).isEmpty();
        assertThat(WebhookSignature.fault(headers, BODY, secrets(asymmetric), AT))
                .isEmpty();
    }

    @Test
    void aPublicKeyAloneSignsNothing() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String open = "whpk_" + base64(last32(pair.getPublic().getEncoded()));
        assertThat(new StandardWebhooksDialect()
                        .fault(new ChannelSecret.Known(open))
                        .orElseThrow())
                .contains("only verifies");
    }

    private static byte[] last32(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void aSecretOfTheWrongLengthIsRefused(int bytes) {
        String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
        assertThat(WebhookSecret.read(text)).isInstanceOf(WebhookSecret.Reading.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void aSecretOf24To64BytesIsTaken(int bytes) {
        String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
        assertThat(secrets(text + "\n" + SECRET)).hasSize(2);
    }

    @Test
    void publicAddressesAreAllowedAndAddressesHiddenInOthersAreNot() {
        AddressRule rule = new AddressRule(List.of(AddressRule.range("10.1.0.0/16")));
        for (String open : List.of("8.8.8.8", "2a00:1450::1", "64:ff9b::808:808", "10.1.255.255", "2002:808:808::1")) {
            assertThat(rule.allows("desk.example", java.net.InetAddress.ofLiteral(open)))
                    .as(open)
                    .isTrue();
        }
        for (String shut : List.of(
                "10.2.0.0",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "172.31.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "::ffff:169.254.169.254",
                "::",
                "fec0::1",
                "ff02::1",
                "64:ff9b:1::1")) {
            assertThat(rule.allows("desk.example", java.net.InetAddress.ofLiteral(shut)))
                    .as(shut)
                    .isFalse();
        }
        assertThat(rule.allows("localhost", java.net.InetAddress.ofLiteral("::1")))
                .isTrue();
        assertThat(rule.allows("localhost", java.net.InetAddress.ofLiteral("8.8.8.8")))
                .isFalse();
    }

    private static WebhookSignature.Headers headers(String id, String timestamp, String signature) {
        return new WebhookSignature.Headers(id, timestamp, signature);
    }

    private static List<WebhookSecret> secrets(String text) {
        return ((WebhookSecret.Reading.Secrets) WebhookSecret.read(text)).secrets();
    }
}
