package eu.vigil.node.operator;

import static eu.vigil.node.operator.Route.Body.FORM;
import static eu.vigil.node.operator.Route.Body.JSON;
import static eu.vigil.node.operator.Route.Body.NONE;
import static eu.vigil.node.operator.Route.Body.SIGNED;
import static eu.vigil.node.operator.Route.Method.GET;
import static eu.vigil.node.operator.Route.Method.POST;
import static eu.vigil.node.operator.people.Role.ADMINISTRATOR;
import static eu.vigil.node.operator.people.Role.APPROVER;
import static eu.vigil.node.operator.people.Role.AUDITOR;
import static eu.vigil.node.operator.people.Role.DATA_PROTECTION_OFFICER;
import static eu.vigil.node.operator.people.Role.DUTY_OFFICER;
import static eu.vigil.node.operator.people.Role.SUPERVISOR;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.escalation.InboundHooks;
import eu.vigil.node.escalation.PageLinks;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.peers.Peers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The table of everything that can be asked and of who may ask it: the only place where roles meet routes. */
final class Routes {
    /** Where the links in pages lead. */
    static final String LINK = PageLinks.PATH + "{token}";

    /** Where channels' far ends send their acknowledgements. */
    static final String HOOK = InboundHooks.PATH + "{channel}";

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private Routes() {}

    static List<Route> of(
            Desk desk,
            Peers peers,
            Health health,
            Metrics metrics,
            PageLinks pageLinks,
            InboundHooks hooks,
            Administration administration,
            InstantSource clock) {
        PeerRoutes others = new PeerRoutes(peers);
        DeskRoutes cases = new DeskRoutes(desk);
        KindRoutes kinds = new KindRoutes();
        PageLinkPages links = new PageLinkPages(pageLinks, peers, clock);
        AccountRoutes accounts = new AccountRoutes(administration.accounts());
        AuditRoutes audit = new AuditRoutes(administration.audit());
        ChannelRoutes channels = new ChannelRoutes(administration.channels());
        CallRoutes calls = new CallRoutes(administration.calls());
        ConfigurationRoutes configuration = new ConfigurationRoutes(administration.rereading());
        DrillRoutes drills = new DrillRoutes(administration.drills());
        Access trustees = Access.of(SUPERVISOR, ADMINISTRATOR);
        Access accountReaders = Access.of(SUPERVISOR, DATA_PROTECTION_OFFICER, AUDITOR, ADMINISTRATOR);
        Access officers = Access.of(DUTY_OFFICER, SUPERVISOR);
        Access pingers = Access.of(DUTY_OFFICER, SUPERVISOR, ADMINISTRATOR);
        Access readers = Access.of(DUTY_OFFICER, APPROVER, SUPERVISOR);
        return List.of(
                new Route(GET, "/health/live", Access.open(), NONE, Routes::live),
                new Route(GET, "/health/ready", Access.open(), NONE, _ -> ready(health)),
                new Route(GET, "/metrics", Access.open(), NONE, _ -> Reply.text(200, METRICS, metrics.text())),
                new Route(GET, "/api/v1/openapi.yaml", Access.open(), NONE, Routes::openApi),
                new Route(GET, "/api/v1/status", Access.everyone(), NONE, cases::status),
                new Route(GET, "/api/v1/kinds", Access.everyone(), NONE, kinds::list),
                new Route(GET, "/api/v1/kinds/{kind}/form", Access.everyone(), NONE, kinds::form),
                new Route(POST, "/api/v1/requests", Access.of(DUTY_OFFICER), JSON, cases::draft),
                new Route(GET, "/api/v1/requests", readers, NONE, cases::list),
                new Route(POST, "/api/v1/requests/send", readers, JSON, cases::release),
                new Route(GET, "/api/v1/requests/{case}", readers, NONE, cases::show),
                new Route(GET, "/api/v1/requests/{case}/papers", readers, NONE, cases::papers),
                new Route(POST, "/api/v1/requests/{case}/send", readers, JSON, cases::send),
                new Route(POST, "/api/v1/requests/{case}/draft", Access.of(DUTY_OFFICER), JSON, cases::edit),
                new Route(POST, "/api/v1/requests/{case}/approve", Access.of(APPROVER), JSON, cases::approve),
                new Route(POST, "/api/v1/requests/{case}/answers", officers, JSON, cases::answer),
                new Route(POST, "/api/v1/requests/{case}/withdraw", officers, JSON, cases::withdraw),
                new Route(POST, "/api/v1/requests/{case}/links", officers, JSON, cases::link),
                new Route(POST, "/api/v1/peers/{peer}/ping", pingers, JSON, cases::ping),
                new Route(
                        POST,
                        "/api/v1/requests/{case}/acknowledge",
                        Access.of(DUTY_OFFICER, SUPERVISOR),
                        JSON,
                        cases::acknowledge),
                new Route(GET, "/api/v1/pages", readers, NONE, cases::pages),
                new Route(
                        GET,
                        "/api/v1/log/{peer}",
                        Access.of(DUTY_OFFICER, SUPERVISOR, DATA_PROTECTION_OFFICER, AUDITOR),
                        NONE,
                        cases::log),
                new Route(
                        GET,
                        "/api/v1/log-audit",
                        Access.of(DUTY_OFFICER, SUPERVISOR, DATA_PROTECTION_OFFICER, AUDITOR),
                        NONE,
                        audit::check),
                new Route(
                        POST,
                        "/api/v1/pages/test",
                        Access.of(DUTY_OFFICER, SUPERVISOR, ADMINISTRATOR),
                        JSON,
                        channels::test),
                new Route(GET, "/api/v1/users", accountReaders, NONE, accounts::list),
                new Route(POST, "/api/v1/users", trustees, JSON, accounts::add),
                new Route(POST, "/api/v1/users/{person}/roles", trustees, JSON, accounts::changeRoles),
                new Route(POST, "/api/v1/users/{person}/token", trustees, JSON, accounts::giveToken),
                new Route(POST, "/api/v1/users/{person}/enable", trustees, JSON, accounts::enable),
                new Route(POST, "/api/v1/users/{person}/disable", trustees, JSON, accounts::disable),
                new Route(POST, "/api/v1/user-changes/{change}/confirm", trustees, JSON, accounts::confirm),
                new Route(POST, "/api/v1/user-changes/{change}/refuse", trustees, JSON, accounts::refuse),
                new Route(GET, "/api/v1/user-log", accountReaders, NONE, accounts::log),
                new Route(POST, "/api/v1/me/token", Access.everyone(), JSON, accounts::replaceOwnToken),
                new Route(POST, "/api/v1/me/token/revoke", Access.everyone(), JSON, accounts::revokeOwnToken),
                new Route(GET, "/api/v1/peers", Access.everyone(), NONE, others::list),
                new Route(GET, "/api/v1/peers/{peer}", Access.everyone(), NONE, others::show),
                new Route(POST, "/api/v1/pages/drill", pingers, JSON, calls::drill),
                new Route(GET, "/api/v1/incidents/{incident}", pingers, NONE, calls::show),
                new Route(POST, "/api/v1/incidents/{incident}/resend", pingers, JSON, calls::again),
                new Route(POST, "/api/v1/configuration/reload", Access.of(ADMINISTRATOR), JSON, configuration::reload),
                new Route(POST, "/api/v1/drills", trustees, JSON, drills::run),
                new Route(GET, "/api/v1/drills/{drill}", Access.everyone(), NONE, drills::show),
                new Route(GET, "/api/v1/drill-report", Access.everyone(), NONE, drills::report),
                new Route(POST, HOOK, Access.open(), SIGNED, new HookRoutes(hooks)::receive),
                new Route(GET, LINK, Access.open(), NONE, links::ask),
                new Route(POST, LINK, Access.open(), FORM, links::acknowledge));
    }

    private static Reply live(Call call) {
        return Reply.json(200, JsonNodeFactory.instance.objectNode().put("live", true));
    }

    private static Reply ready(Health health) {
        Health.Readiness readiness = health.readiness();
        return Reply.json(readiness.ready() ? 200 : 503, DeskJson.of(readiness));
    }

    private static Reply openApi(Call call) {
        try (InputStream in = Routes.class.getResourceAsStream("openapi.yaml")) {
            return Reply.text(200, "application/yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
