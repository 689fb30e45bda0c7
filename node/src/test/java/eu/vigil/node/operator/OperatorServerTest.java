package eu.vigil.node.operator;

import static eu.vigil.node.operator.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.people.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorServerTest {
    private static final String FORM = "{\"facts\":\"ransomware in a hospital\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRequestIsDraftedReleasedAndListed() {
        HttpResponse<String> drafted = server.post(Role.DUTY_OFFICER, "/api/v1/requests", FORM);
        assertThat(drafted.statusCode()).isEqualTo(201);
        assertThat(json(drafted).get("state").asText()).isEqualTo("DRAFT");
        String path = drafted.headers().firstValue("Location").orElseThrow();
        assertThat(path).isEqualTo("/api/v1/requests/BE-2026-000001");

        HttpResponse<String> sent = server.post(Role.APPROVER, path + "/send", "{\"reason\":\"logs expire at 06:00\"}");
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(json(sent).get("timeline").get(1).get("person").asText()).isEqualTo("The approver");
        assertThat(json(sent).get("timeline").get(1).get("detail").asText()).isEqualTo("logs expire at 06:00");

        HttpResponse<String> listed = server.get(Role.SUPERVISOR, "/api/v1/requests?state=queued&peer=FR");
        assertThat(json(listed).get("cases")).hasSize(1);
        assertThat(json(server.get(Role.SUPERVISOR, "/api/v1/requests?state=DRAFT"))
                        .get("cases"))
                .isEmpty();
    }

    @Test
    void severalCasesAreReleasedInOneCallAndOfEachItIsToldWhatBecameOfIt() {
        for (int i = 0; i < 2; i++) {
            server.post(Role.DUTY_OFFICER, "/api/v1/requests", FORM);
        }
        HttpResponse<String> sent = server.post(Role.APPROVER, "/api/v1/requests/send", """
                {"cases":["BE-2026-000002","BE-2026-000009","BE-2026-000001","BE-2026-000002"],"reason":"now"}
                """);
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("""
                {"cases":[{"caseRef":"BE-2026-000002","sent":true},{"caseRef":"BE-2026-000009","sent":false,"problem":{\
                "type":"urn:vigil:problem:not-found","title":"There is no such thing","status":404,\
                "detail":"no draft BE-2026-000009"}},{"caseRef":"BE-2026-000001","sent":true}]}""");
        assertThat(json(server.get(Role.SUPERVISOR, "/api/v1/requests/BE-2026-000001"))
                        .get("state")
                        .asText())
                .isEqualTo("QUEUED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 422; at least one case",
                "{\"cases\":[]}; 422; at least one case",
                "{\"cases\":[\"two words\"]}; 422; cases",
                "{\"cases\":\"BE-2026-000001\"}; 400; a list of at most 64 texts",
            })
    void whatNamesNoCasesReleasesNoneAndIsToldWhatWouldBeRight(String body, int status, String said) {
        HttpResponse<String> answer = server.post(Role.APPROVER, "/api/v1/requests/send", body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void noMoreThanSixtyFourCasesAreReleasedInOneCall() {
        String cases = String.join(",", Collections.nCopies(65, "\"BE-2026-000001\""));
        HttpResponse<String> answer =
                server.post(Role.APPROVER, "/api/v1/requests/send", "{\"cases\":[" + cases + "]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 64 texts");
    }

    @Test
    void aRequestIsAcknowledgedOnce() {
        server.desk().receive("FR-2026-000007", TestServer.NOW);
        String path = "/api/v1/requests/FR-2026-000007/acknowledge";
        HttpResponse<String> first = server.post(Role.DUTY_OFFICER, path, "{\"nationalReference\":\"PV-12\"}");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).get("nationalReference").asText()).isEqualTo("PV-12");
        assertThat(json(first).get("feasibilityDue").asText()).isEqualTo("2026-11-22T10:10:00Z");
        assertThat(json(first).get("timeline").get(0).get("proof").get("leaf").asText())
                .isEqualTo("bGVhZg==");

        HttpResponse<String> second = server.post(Role.DUTY_OFFICER, path, "{}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).get("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(json(second).get("type").asText()).isEqualTo("urn:vigil:problem:conflict");
    }

    @Test
    void aListGoesOnWhereItsCursorSays() {
        for (int i = 1; i <= 5; i++) {
            server.desk().receive("FR-2026-00000" + i, TestServer.NOW);
        }
        HttpResponse<String> first = server.get(Role.DUTY_OFFICER, "/api/v1/requests?limit=3");
        assertThat(json(first).get("cases")).hasSize(3);
        String next = json(first).get("next").asText();
        HttpResponse<String> rest = server.get(Role.DUTY_OFFICER, "/api/v1/requests?limit=3&cursor=" + next);
        assertThat(json(rest).get("cases")).hasSize(2);
        assertThat(json(rest).has("next")).isFalse();
    }

    @Test
    void brokenRulesAreAllNamedWithTheirFields() {
        HttpResponse<String> answer = server.post(Role.DUTY_OFFICER, "/api/v1/requests", "{}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("violations").get(0).get("field").asText()).isEqualTo("preservationRequest.facts");
        assertThat(json(answer).get("status").asInt()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"reason":            | the body is not JSON
                    []                    | the body must be a JSON object
                    {"raeson":"x"}        | raeson: unknown; there are reason
                    {"reason":1}          | reason: must be a text
                    {"reason":"a","reason":"b"} | Duplicate
                    {"reason":"a"} {}     | Trailing
                    """)
    void aMalformedBodyIsRefusedAndSaysWhatIsWrong(String body, String said) {
        HttpResponse<String> answer = server.post(Role.DUTY_OFFICER, "/api/v1/requests/BE-2026-000001/send", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asText()).containsIgnoringCase(said);
    }

    @Test
    void aReasonOver2000CharactersIsRefused() {
        HttpResponse<String> answer = server.post(
                Role.DUTY_OFFICER,
                "/api/v1/requests/BE-2026-000001/send",
                "{\"reason\":\"%s\"}".formatted("x".repeat(2001)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asText()).isEqualTo("reason: 2001 characters; at most 2000");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "limit=1&limit=2, limit",
        "state=LOST, state",
        "side=LEFT, side",
        "peer=be, peer",
        "colour=red, colour"
    })
    void aWrongParameterIsNamed(String query, String field) {
        HttpResponse<String> answer = server.get(Role.DUTY_OFFICER, "/api/v1/requests?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("violations").get(0).get("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BE-2026-000999", "nonsense", "..%2F..%2Fetc", "BE-2026-000999%0A"})
    void anUnknownCaseIsNotFound(String caseRef) {
        HttpResponse<String> answer = server.get(Role.DUTY_OFFICER, "/api/v1/requests/" + caseRef);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("type").asText()).isEqualTo("urn:vigil:problem:not-found");
    }

    @Test
    void aPartnersLogIsReachedWithItsSlashEncoded() {
        HttpResponse<String> answer = server.get(Role.AUDITOR, "/api/v1/log/BE%2FBANK-1?from=0&limit=10");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("peer").asText()).isEqualTo("BE/BANK-1");
        assertThat(server.get(Role.AUDITOR, "/api/v1/log/US").statusCode()).isEqualTo(404);
        assertThat(server.get(Role.AUDITOR, "/api/v1/log/FR?from=-1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aBodyOver256KibIsRefusedWhetherAnnouncedOrNot() {
        String large = "{\"facts\":\"%s\"}".formatted("x".repeat(300 * 1024));
        assertThat(server.post(Role.DUTY_OFFICER, "/api/v1/requests", large).statusCode())
                .isEqualTo(413);
        HttpResponse<String> chunked = server.send(server.as(Role.DUTY_OFFICER, "/api/v1/requests")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(json(chunked).get("detail").asText()).isEqualTo("more than 262144 bytes");
    }

    @Test
    void onlyJsonIsTakenWhereJsonIsWanted() {
        HttpResponse<String> answer = server.send(server.as(Role.DUTY_OFFICER, "/api/v1/requests")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(FORM)));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer).get("detail").asText()).contains("application/json");
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        HttpResponse<String> answer = server.send(server.as(Role.DUTY_OFFICER, "/api/v1/requests")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'})));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asText()).contains("UTF-8");
    }

    @Test
    void aMethodThatIsNotThereNamesThoseThatAre() {
        HttpResponse<String> answer =
                server.send(server.as(Role.DUTY_OFFICER, "/api/v1/requests").DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(server.get(Role.DUTY_OFFICER, "/api/v2").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/api/v1/status", "/nothing", "/page/none", "/api/v1/openapi.yaml"})
    void everyAnswerIsHardenedAndSaysNothingOfTheServer(String path) {
        HttpResponse<String> answer = server.send(server.request(path));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:PORT", ""})
    void anotherHostIsNotThisOne(String host) {
        String answer = server.raw("GET /health/live HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                .formatted(host.replace("PORT", Integer.toString(server.port()))));
        assertThat(answer).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void twoHostsOrNoneAreNone() {
        String port = Integer.toString(server.port());
        assertThat(server.raw(
                        "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n"
                                .formatted(port, port)))
                .startsWith("HTTP/1.1 4");
        assertThat(server.raw("GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"})
    void aPageOfAnotherSiteMayNotAsk(String origin) {
        HttpResponse<String> answer =
                server.send(server.as(Role.DUTY_OFFICER, "/api/v1/status").header("Origin", origin));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aFormOfAnotherSiteMayNotAcknowledge() {
        HttpResponse<String> answer = server.send(server.request("/page/" + FakeLinks.TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(server.links().acknowledged()).isFalse();
    }

    @Test
    void thePageOfAnExerciseSaysFirstThatNothingHasHappened() {
        assertThat(server.send(server.request("/page/" + FakeLinks.EXERCISE)).body())
                .contains("<h1>DRILL, nothing has happened: A request has arrived</h1>");
        assertThat(server.send(server.request("/page/" + FakeLinks.TOKEN)).body())
                .doesNotContain("DRILL");
    }

    @Test
    void theLinkInAPageAsksAndOnlyItsFormAcknowledges() {
        HttpResponse<String> asks = server.send(server.request("/page/" + FakeLinks.TOKEN));
        assertThat(asks.statusCode()).isEqualTo(200);
        assertThat(asks.body())
                .contains("A request has arrived", "<form method=\"post\">", "7 h 59 min left", "&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(server.links().acknowledged()).isFalse();

        HttpResponse<String> done = server.send(server.request("/page/" + FakeLinks.TOKEN)
                .header("Origin", server.uri().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body())
                .contains("you have it", "Nobody is called any more")
                .contains("Call OFAC night desk", "+33 1 55 55 01 00", "Sun 06:10");
        assertThat(server.links().acknowledged()).isTrue();

        assertThat(server.send(server.request("/page/" + FakeLinks.TOKEN)).body())
                .contains("has it already")
                .doesNotContain("<form");
    }

    @Test
    void guessedLinksAreLimited() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(server.send(server.request("/page/guess" + guess)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(server.send(server.request("/page/guess")).statusCode()).isEqualTo(429);
        assertThat(server.send(server.request("/page/" + FakeLinks.TOKEN)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void readinessNamesEachPartAndFailsWithTheOneThatDoes() {
        HttpResponse<String> ready = server.send(server.request("/health/ready"));
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(json(ready).findValuesAsText("name")).containsExactly("store", "journal", "escalation", "channel");

        server.health(new Health.Readiness(List.of(
                new Health.Check("store", true, ""), new Health.Check("escalation", false, "last ran 11 s ago"))));
        HttpResponse<String> not = server.send(server.request("/health/ready"));
        assertThat(not.statusCode()).isEqualTo(503);
        assertThat(json(not).get("ready").asBoolean()).isFalse();
        assertThat(json(not).get("checks").get(1).get("detail").asText()).isEqualTo("last ran 11 s ago");
        assertThat(server.send(server.request("/health/live")).statusCode()).isEqualTo(200);
    }

    @Test
    void aFullJournalIsSaidWithWhenToTryAgain() {
        server.desk().fillUp();
        HttpResponse<String> answer = server.post(Role.DUTY_OFFICER, "/api/v1/requests", FORM);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aDefectTellsTheCallerNothing() {
        server.desk().breakDown();
        HttpResponse<String> answer = server.get(Role.DUTY_OFFICER, "/api/v1/status");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void whatTakesTooLongIsGivenUpAndTooMuchAtOnceIsRefused() {
        CountDownLatch until = new CountDownLatch(1);
        try (TestServer strict =
                new TestServer(usual -> limits(usual, Duration.ofMillis(300), Duration.ofSeconds(5), 1))) {
            strict.desk().hang(until);
            HttpResponse<String> late = strict.get(Role.DUTY_OFFICER, "/api/v1/status");
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(json(late).get("detail").asText()).contains("not known");
            HttpResponse<String> more = strict.get(Role.DUTY_OFFICER, "/api/v1/requests");
            assertThat(more.statusCode()).isEqualTo(503);
            assertThat(json(more).get("detail").asText()).contains("too much");
            until.countDown();
        }
    }

    @Test
    void whoDribblesItsHeadIsClosed() {
        try (TestServer strict =
                new TestServer(usual -> limits(usual, Duration.ofSeconds(5), Duration.ofMillis(200), 8))) {
            assertThat(strict.raw("GET /health/live HTTP/1.1\r\nHost: 127")).isEmpty();
        }
    }

    @Test
    void anAddressInUseIsAnAnswerThatNamesTheKey() {
        var vertx = io.vertx.core.Vertx.vertx();
        var starting = OperatorServer.start(
                vertx,
                OperatorSettings.at("127.0.0.1", server.port(), Optional.empty()),
                server.desk(),
                server.peers(),
                server.people(),
                () -> new Health.Readiness(List.of()),
                () -> "",
                server.links(),
                server.hooks(),
                FakeAdministration.make(),
                () -> TestServer.NOW);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(starting)
                .isInstanceOfSatisfying(
                        OperatorServer.Starting.NotStarted.class,
                        not -> assertThat(not.why())
                                .startsWith("operator.listen: cannot listen on 127.0.0.1:" + server.port()));
    }

    private static OperatorSettings limits(OperatorSettings usual, Duration callTime, Duration headTime, int callsMax) {
        return new OperatorSettings(
                usual.host(),
                usual.port(),
                usual.publicUrl(),
                usual.bodyBytesMax(),
                callTime,
                usual.idleTime(),
                headTime,
                usual.connectionsMax(),
                callsMax,
                usual.failedTokensMax());
    }
}
