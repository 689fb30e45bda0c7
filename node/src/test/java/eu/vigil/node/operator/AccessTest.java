package eu.vigil.node.operator;

import static eu.vigil.node.operator.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, asked of a real server: every role at every route. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    /** The table of domain 2 and security 7, written out a second time on purpose; a new route is one line more. */
    private static final String TABLE = """
            D  duty-officer             A  approver        S  supervisor       M  directory-manager
            P  data-protection-officer  U  auditor         T  statistician     R  administrator

            GET   /api/v1/status                                    D A S M P U T R
            GET   /api/v1/kinds                                     D A S M P U T R
            GET   /api/v1/kinds/PreservationRequest/form            D A S M P U T R
            POST  /api/v1/requests                                  D . . . . . . .
            GET   /api/v1/requests                                  D A S . . . . .
            GET   /api/v1/requests/BE-2026-000999                   D A S . . . . .
            GET   /api/v1/requests/BE-2026-000999/papers            D A S . . . . .
            POST  /api/v1/requests/BE-2026-000999/send              D A S . . . . .
            POST  /api/v1/requests/send                             D A S . . . . .
            POST  /api/v1/requests/BE-2026-000999/acknowledge       D . S . . . . .
            POST  /api/v1/requests/BE-2026-000999/draft             D . . . . . . .
            POST  /api/v1/requests/BE-2026-000999/approve           . A . . . . . .
            POST  /api/v1/requests/BE-2026-000999/answers           D . S . . . . .
            POST  /api/v1/requests/BE-2026-000999/withdraw          D . S . . . . .
            POST  /api/v1/requests/BE-2026-000999/links             D . S . . . . .
            POST  /api/v1/peers/FR/ping                             D . S . . . . R
            GET   /api/v1/peers                                     D A S M P U T R
            GET   /api/v1/peers/FR                                  D A S M P U T R
            GET   /api/v1/pages                                     D A S . . . . .
            POST  /api/v1/pages/test                                D . S . . . . R
            GET   /api/v1/log/FR                                    D . S . P U . .
            GET   /api/v1/log-audit                                 D . S . P U . .
            POST  /api/v1/pages/drill                               D . S . . . . R
            GET   /api/v1/incidents/DRILL-7KQ2-M9XA                 D . S . . . . R
            POST  /api/v1/incidents/DRILL-7KQ2-M9XA/resend          D . S . . . . R
            POST  /api/v1/configuration/reload                      . . . . . . . R
            POST  /api/v1/drills                                    . . S . . . . R
            GET   /api/v1/drills/00112233445566778899aabbccddeeff   D A S M P U T R
            GET   /api/v1/drill-report                              D A S M P U T R
            GET   /api/v1/users                                     . . S . P U . R
            POST  /api/v1/users                                     . . S . . . . R
            POST  /api/v1/users/bob/roles                           . . S . . . . R
            POST  /api/v1/users/bob/token                           . . S . . . . R
            POST  /api/v1/users/bob/enable                          . . S . . . . R
            POST  /api/v1/users/bob/disable                         . . S . . . . R
            POST  /api/v1/user-changes/7/confirm                    . . S . . . . R
            POST  /api/v1/user-changes/7/refuse                     . . S . . . . R
            GET   /api/v1/user-log                                  . . S . P U . R
            POST  /api/v1/me/token                                  D A S M P U T R
            POST  /api/v1/me/token/revoke                           D A S M P U T R
            """;

    private static final Map<String, Role> LETTERS = letters();

    private static final Map<String, Set<Role>> MAY = TABLE.lines()
            .filter(line -> line.contains("/api/"))
            .map(line -> List.of(line.split("\\s+")))
            .collect(Collectors.toMap(
                    line -> line.get(0) + " " + line.get(1),
                    line -> line.stream()
                            .skip(2)
                            .filter(LETTERS::containsKey)
                            .map(LETTERS::get)
                            .collect(Collectors.toSet())));

    private static Map<String, Role> letters() {
        Map<String, Role> letters = new HashMap<>();
        Matcher legend = Pattern.compile("([A-Z]) +([a-z-]+)").matcher(TABLE.substring(0, TABLE.indexOf("GET")));
        while (legend.find()) {
            letters.put(legend.group(1), Role.ofWord(legend.group(2)).orElseThrow());
        }
        return letters;
    }

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
                        server.peers(),
                        () -> new Health.Readiness(List.of()),
                        () -> "",
                        server.links(),
                        server.hooks(),
                        FakeAdministration.make(),
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
        assertThat(json(answer).get("detail").asText()).contains("'Authorization: Bearer' and a personal token");
    }

    @Test
    void theTableKnowsEveryRoleAndNoLetterThatIsNone() {
        assertThat(LETTERS.values()).containsExactlyInAnyOrder(Role.values());
        assertThat(TABLE.lines()
                        .filter(line -> line.contains("/api/"))
                        .flatMap(line -> Stream.of(line.split("\\s+")).skip(2)))
                .allMatch(letter -> letter.equals(".") || LETTERS.containsKey(letter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer vut_short",
                "Bearer nonsense",
                "Basic YWxpY2U6c2VjcmV0",
                "vut_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer vut_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aTokenThatIsMalformedOrNobodysIsOneAnswer(String header) {
        try (TestServer fresh = new TestServer()) {
            HttpResponse<String> answer =
                    fresh.send(fresh.request("/api/v1/status").header("Authorization", header));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).get("type").asText()).isEqualTo("urn:vigil:problem:no-person");
            assertThat(json(answer).get("detail").asText()).isEqualTo("the token is not, or no longer, anybody's");
        }
    }

    @Test
    void twoTokensAtOnceAreNone() {
        HttpResponse<String> answer = server.send(server.as(Role.AUDITOR, "/api/v1/status")
                .header("Authorization", "Bearer " + server.people().token(Role.SUPERVISOR)));
        assertThat(answer.statusCode()).isEqualTo(401);
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
