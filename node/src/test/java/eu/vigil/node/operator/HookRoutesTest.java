package eu.vigil.node.operator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.InboundHooks.HookAnswer;
import eu.vigil.node.escalation.IncidentCode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The path at which providers acknowledge, over HTTP. */
class HookRoutesTest {
    private static final IncidentCode CODE = new IncidentCode("7KQ2-M9XA-04TZ");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> everyAnswerHasItsStatus() {
        return Stream.of(
                Arguments.of(new HookAnswer.Acknowledged(CODE), 200, "\"result\":\"acknowledged\""),
                Arguments.of(new HookAnswer.WasOver(CODE), 200, "\"result\":\"was-over\""),
                Arguments.of(new HookAnswer.Repeated(), 200, "\"result\":\"repeated\""),
                Arguments.of(new HookAnswer.Ignored("x"), 200, "\"result\":\"ignored\""),
                Arguments.of(new HookAnswer.Malformed("no"), 400, "problem:malformed"),
                Arguments.of(new HookAnswer.Forged("no"), 401, "problem:not-signed"),
                Arguments.of(new HookAnswer.Stale("old"), 403, "problem:forbidden"),
                Arguments.of(new HookAnswer.UnknownIncident(), 404, "no such incident"),
                Arguments.of(new HookAnswer.NoSuchHook(), 404, "no channel of that name"),
                Arguments.of(new HookAnswer.NotNow(), 503, "send it again"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void everyAnswerHasItsStatus(HookAnswer answer, int status, String words) {
        server.hooks().answer = answer;
        HttpResponse<String> response = post("{}");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @Test
    void theHeadersAndTheBodyComeAsTheyWereSent() {
        server.hooks().answer = new HookAnswer.Repeated();
        String body = "{ \"\u00fc\" : 1 }\n";
        server.send(server.request("/hooks/duty-phone")
                .header("Content-Type", "application/json")
                .header("X-PagerDuty-Signature", "v1=ab")
                .header("X-PagerDuty-Signature", "v1=cd")
                .POST(BodyPublishers.ofString(body)));
        var came = server.hooks().came.getFirst();
        assertThat(came.channel()).isEqualTo("duty-phone");
        assertThat(came.header("x-pagerduty-signature")).isEqualTo("v1=ab,v1=cd");
        assertThat(came.body()).isEqualTo(body);
    }

    @Test
    void aBodyOfMoreThan64KibIsRefusedUnread() {
        server.hooks().answer = new HookAnswer.Repeated();
        assertThat(post("x".repeat(64 * 1024)).statusCode()).isEqualTo(200);
        HttpResponse<String> response = post("x".repeat(64 * 1024 + 1));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("more than 65536 bytes");
        assertThat(server.hooks().came).hasSize(1);
    }

    @Test
    void thePathDoesNothingElse() {
        assertThat(server.send(server.request("/hooks/duty-phone")).statusCode())
                .isEqualTo(405);
        assertThat(server.send(server.request("/hooks/duty-phone")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send(server.request("/hooks/duty-phone/more")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.hooks().came).isEmpty();
    }

    private HttpResponse<String> post(String body) {
        return server.send(server.request("/hooks/duty-phone")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
