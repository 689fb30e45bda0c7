package eu.vigil.node.operator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.accounts.AccountEntry;
import eu.vigil.node.operator.audit.AuditSlice;
import eu.vigil.node.operator.desk.TimelineEntry;
import eu.vigil.node.operator.people.Role;
import eu.vigil.protocol.casework.RequestState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The hand-written document says what the table of routes says, and the other way round. */
class OpenApiTest {
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

    private final Map<?, ?> document = load();
    private final List<Route> routes = Routes.of(
            new FakeDesk(TestServer.NOW),
            new FakePeers(TestServer.NOW),
            () -> new Health.Readiness(List.of()),
            () -> "",
            new FakeLinks(),
            new FakeHooks(),
            FakeAdministration.make(),
            () -> TestServer.NOW);

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        TreeSet<String> described = new TreeSet<>();
        map(document, "paths")
                .forEach((path, item) -> ((Map<?, ?>) item)
                        .keySet().stream()
                                .map(String::valueOf)
                                .filter(METHODS::contains)
                                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(described)
                .isEqualTo(new TreeSet<>(routes.stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList()));
    }

    @Test
    void everyOperationNamesTheRolesOfItsRoute() {
        routes.forEach(route -> {
            Map<?, ?> operation = operation(route);
            switch (route.access()) {
                case Access.Open() ->
                    assertThat((Collection<?>) operation.get("security"))
                            .as(route.path())
                            .isEmpty();
                case Access.Roles(var roles) ->
                    assertThat(texts(operation.get("x-roles")))
                            .as(route.path())
                            .containsExactlyInAnyOrderElementsOf(
                                    roles.stream().map(Role::word).toList());
            }
        });
    }

    @Test
    void everyParameterOfAPathIsDescribed() {
        routes.forEach(route -> Stream.of(route.path().split("/", -1))
                .filter(part -> part.startsWith("{"))
                .forEach(part ->
                        assertThat(parameters(route)).as(route.path()).contains(part.substring(1, part.length() - 1))));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        references(document).forEach(reference -> {
            Object at = document;
            for (String step : reference.substring(2).split("/", -1)) {
                at = ((Map<?, ?>) at).get(step);
                assertThat(at).as(reference).isNotNull();
            }
        });
    }

    @Test
    void statesAndHappeningsAreThoseOfTheCode() {
        Map<?, ?> schemas = map(map(document, "components"), "schemas");
        assertThat(texts(map(schemas, "State").get("enum"))).containsExactlyElementsOf(names(RequestState.values()));
        Map<?, ?> entry = map(map(schemas, "TimelineEntry"), "properties");
        assertThat(texts(map(entry, "happening").get("enum")))
                .containsExactlyElementsOf(names(TimelineEntry.Happening.values()));
    }

    @Test
    void rolesAndDeedsAreThoseOfTheCode() {
        Map<?, ?> schemas = map(map(document, "components"), "schemas");
        assertThat(texts(map(schemas, "Role").get("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Role.values()).map(Role::word).toList());
        Map<?, ?> entry =
                map(map(map(map(map(schemas, "AccountLog"), "properties"), "entries"), "items"), "properties");
        assertThat(texts(map(entry, "what").get("enum"))).containsExactlyElementsOf(names(AccountEntry.What.values()));
        Map<?, ?> part = map(map(map(map(map(schemas, "AuditSlice"), "properties"), "parts"), "items"), "properties");
        assertThat(texts(map(part, "what").get("enum"))).containsExactlyElementsOf(names(AuditSlice.What.values()));
    }

    private Map<?, ?> operation(Route route) {
        return map(
                map(map(document, "paths"), route.path()), route.method().name().toLowerCase(Locale.ROOT));
    }

    private List<String> parameters(Route route) {
        return Stream.of(map(map(document, "paths"), route.path()), operation(route))
                .map(holder -> holder.get("parameters"))
                .flatMap(list -> Optional.ofNullable((List<?>) list).stream().flatMap(List::stream))
                .map(parameter -> (Map<?, ?>) parameter)
                .map(parameter -> parameter.containsKey("$ref")
                        ? map(
                                map(map(document, "components"), "parameters"),
                                String.valueOf(parameter.get("$ref")).replaceAll(".*/", ""))
                        : parameter)
                .map(parameter -> String.valueOf(parameter.get("name")))
                .toList();
    }

    private static Stream<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                Stream.concat(
                        Optional.ofNullable(map.get("$ref")).map(String::valueOf).stream(),
                        map.values().stream().flatMap(OpenApiTest::references));
            case List<?> list -> list.stream().flatMap(OpenApiTest::references);
            default -> Stream.of();
        };
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        assertThat(parent.get(key)).as(key).isInstanceOf(Map.class);
        return (Map<?, ?>) parent.get(key);
    }

    private static Map<?, ?> load() {
        try (InputStream in = Routes.class.getResourceAsStream("openapi.yaml")) {
            return new Yaml().load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
