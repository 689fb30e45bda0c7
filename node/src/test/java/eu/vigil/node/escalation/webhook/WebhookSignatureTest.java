package eu.vigil.node.escalation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
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
