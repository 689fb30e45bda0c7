package eu.vigil.node.operator;

import static eu.vigil.node.operator.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, asked of a real server: every role at every route. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> READERS = Set.of(Role.DUTY_OFFICER, Role.APPROVER, Role.SUPERVISOR);

    /** The table of domain 2 and security 7, written out a second time on purpose. */
    private static final Map<String, Set<Role>> MAY = Map.of(
            "GET /api/v1/status",
            ALL,
            "POST /api/v1/requests",
            Set.of(Role.DUTY_OFFICER),
            "GET /api/v1/requests",
            READERS,
            "GET /api/v1/requests/BE-2026-000999/papers",
            READERS,
            "GET /api/v1/requests/BE-2026-000999",
            READERS,
            "POST /api/v1/requests/BE-2026-000999/send",
            READERS,
            "POST /api/v1/requests/BE-2026-000999/acknowledge",
            Set.of(Role.DUTY_OFFICER, Role.SUPERVISOR),
            "GET /api/v1/pages",
            READERS,
            "GET /api/v1/log/FR",
            Set.of(Role.DUTY_OFFICER, Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR));

    private final TestServer server = new TestServer();

    @AfterAll
    void close() {
        server.close();
    }

    static Stream<Arguments> everyRoleAtEveryRoute() {
        return MAY.entrySet().stream()
                .flatMap(route -> Stream.of(Role.values())
                        .map(role -> Arguments.of(
                                role, route.getKey(), route.getValue().contains(role))));
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @MethodSource
    void everyRoleAtEveryRoute(Role role, String route, boolean allowed) {
        List<String> parts = List.of(route.split(" ", 2));
        HttpResponse<String> answer = parts.getFirst().equals("GET")
                ? server.get(role, parts.getLast())
                : server.post(role, parts.getLast(), "{}");
        if (allowed) {
            assertThat(answer.statusCode()).isIn(200, 404, 422);
        } else {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).get("detail").asText()).contains("The " + role.word());
        }
    }

    @Test
    void everyRouteThatNeedsAPersonStandsInThatTable() {
        long needed = Routes.of(
                        server.desk(),
                        () -> new Health.Readiness(List.of()),
                        () -> "",
                        server.links(),
                        () -> TestServer.NOW)
                .stream()
                .filter(route -> route.access() instanceof Access.Roles)
                .count();
        assertThat(needed).isEqualTo(MAY.size());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutATokenNobodyComesIn(String route) {
        List<String> parts = List.of(route.split(" ", 2));
        HttpResponse<String> answer = server.send(server.request(parts.getLast())
                .header("Content-Type", "application/json")
                .method(parts.getFirst(), BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"vigil\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    static Stream<String> routes() {
        return MAY.keySet().stream();
    }

    @Test
    void aRevokedTokenIsNobodys() {
        try (TestServer fresh = new TestServer()) {
            assertThat(fresh.get(Role.AUDITOR, "/api/v1/status").statusCode()).isEqualTo(200);
            fresh.people().revoke(Role.AUDITOR);
            assertThat(fresh.get(Role.AUDITOR, "/api/v1/status").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void failedTokensAreLimitedAnAddressAndATokenThatHoldsIsNot() {
        try (TestServer fresh = new TestServer()) {
            String wrong = Tokens.create(new SecureRandom()).text();
            for (int failure = 0; failure < 10; failure++) {
                assertThat(status(fresh, failure % 2 == 0 ? wrong : "nonsense").statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> limited = status(fresh, wrong);
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().firstValue("Retry-After")).contains("60");
            assertThat(fresh.get(Role.DUTY_OFFICER, "/api/v1/status").statusCode())
                    .isEqualTo(200);
            fresh.pass(Duration.ofSeconds(61));
            assertThat(status(fresh, wrong).statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> status(TestServer server, String token) {
        return server.send(server.request("/api/v1/status").header("Authorization", "Bearer " + token));
    }
}
