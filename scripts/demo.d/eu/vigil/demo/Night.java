package eu.vigil.demo;

import static eu.vigil.demo.Stage.at;
import static eu.vigil.demo.Stage.check;
import static eu.vigil.demo.Stage.instant;
import static eu.vigil.demo.Stage.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A bad night in Paris: the alert provider fails, the first officer sleeps, the node dies; and nothing is left unseen. Real processes, real time;
 * only the plan's delays are shorter than anybody would configure them.
 */
final class Night implements Play {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";
    private static final Duration DOWN = Duration.ofSeconds(3);

    @Override
    public List<LocalNetwork.Place> cast() {
        return new Hospital().cast().subList(0, 2);
    }

    @Override
    public Map<String, Path> on(Stage stage) throws Exception {
        LocalNode france = stage.node("FR");
        try (Provider provider = new Provider(ROUTING_KEY);
                PageSink desk = PageSink.listen(stage.network().pagerPort(), france.folder().resolve("desk.secret"))) {
            plan(france, provider.url());
            stage.start();
            String request = Files.readString(stage.form("case-a/preservation-request.json"));
            new Evening(stage, stage.node("BE"), france, desk, provider).play(request);
            return Map.of();
        }
    }

    /** Who is called in Paris, and how: two providers, two people, and delays of seconds. */
    private static void plan(LocalNode france, String url) throws IOException {
        Path secret = france.folder().resolve("pagerduty.secret");
        Files.writeString(secret, ROUTING_KEY + "\n");
        Files.setPosixFilePermissions(secret, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Path folder = Files.createDirectories(france.folder().resolve("conf.d"));
        Files.writeString(folder.resolve("night.yaml"), """
                escalation:
                  channels:
                    duty-phone: { format: pagerduty, url: "%s", secret: "file:pagerduty.secret" }
                  people:
                    alice: { name: "Alice", channels: [duty-phone, desk] }
                    bob: { name: "Bob", channels: [desk] }
                  rotas:
                    duty: { zone: Europe/Paris, starts: 2026-01-05, handovers: ["08:00"], people: [alice] }
                  policies:
                    urgent:
                      steps:
                        - { after: PT0S, notify: ["rota:duty"] }
                        - { after: PT20S, notify: ["person:bob"] }
                      repeat-every: PT5M
                      catch-all: ["channel:desk"]
                """.formatted(url));
    }

    /** What happens, one thing after the other. */
    private static final class Evening {
        private final Stage stage;
        private final LocalNode belgium;
        private final LocalNode france;
        private final PageSink desk;
        private final Provider provider;
        private final Set<String> known = new HashSet<>();
        private String firstIncident = "";

        Evening(Stage stage, LocalNode belgium, LocalNode france, PageSink desk, Provider provider) {
            this.stage = stage;
            this.belgium = belgium;
            this.france = france;
            this.desk = desk;
            this.provider = provider;
        }

        void play(String request) throws Exception {
            stage.tell("03:10 in Paris. Alice is on call and Bob is her backup; the alert provider has a bad night.");
            provider.is(Provider.Mood.FAILS_ONCE);
            String first = send(request);
            receipted(first);
            asleep(first);
            acknowledged(first);
            powerCut(request);
            drill();
        }

        private String send(String request) throws Exception {
            try (Officer officer = new Officer(belgium)) {
                String caseRef = officer.draft(request);
                officer.send(caseRef);
                return caseRef;
            }
        }

        private void receipted(String caseRef) throws Exception {
            stage.reaches(belgium, caseRef, "RECEIPTED");
            JsonNode sent = stage.show(belgium, caseRef);
            stage.steps().saw("sealed", at(sent, "SEALED"), "an urgent request for France");
            stage.steps().saw("accepted", at(sent, "ACCEPTED"), "durable in Belgium");
            stage.steps().saw("delivered", instant(sent, "receivedAt"), "durable in France; its eight hours run");
            stage.steps().saw("receipted", at(sent, "RECEIPTED"), "Belgium holds the proof");
        }

        private void asleep(String caseRef) throws Exception {
            Provider.Event failed =
                    require(provider.await(event -> event.action().equals("trigger"), Stage.STEP_MAX), "the provider was not asked");
            check(failed.status() == 500, "the provider did not fail");
            String said = failed.json().toString();
            check(!said.contains(caseRef) && !said.contains("\"BE\""), "the provider was told more than it may know");
            stage.steps().saw("provider-fails", failed.at(), "Alice's telephone: the provider says 500; it was told a code and a link only");
            firstIncident = failed.incident();
            known.add(firstIncident);
            Provider.Event hanging = require(
                    provider.await(event -> event.incident().equals(firstIncident), Stage.STEP_MAX),
                    "the provider was not asked again under the same key");
            check(hanging.status() == 0, "the provider did not hang");
            stage.steps().saw("provider-hangs", hanging.at(), "asked again two seconds later, under the same key: no answer at all");
            PageSink.Line beside = require(desk.await("\"person\":\"alice\"", Stage.STEP_MAX), "nobody was called beside");
            stage.steps().saw("fail-over", beside.at(), "15 s without success: Alice's second channel rings beside it. She sleeps");
        }

        private void acknowledged(String caseRef) throws Exception {
            PageSink.Line backup = require(desk.await("\"person\":\"bob\"", Stage.STEP_MAX), "the backup was not called");
            stage.steps().saw("escalated", backup.at(), "the second step calls Bob over the other channel");
            URI link = URI.create(JSON.readTree(backup.json()).path("link").asText());
            check(get(link).contains("I have it"), "the link did not ask");
            check(!stage.show(belgium, caseRef).path("state").asText().equals("ACKNOWLEDGED"), "following a link acknowledged");
            stage.steps().saw("asked", Instant.now(), "Bob follows the link: it asks, and following it changes nothing");
            press(link);
            stage.reaches(belgium, caseRef, "ACKNOWLEDGED");
            stage.steps().saw("acknowledged", at(stage.show(belgium, caseRef), "ACKNOWLEDGED"), "he presses the button; Belgium knows that Bob has it");
            provider.is(Provider.Mood.WORKS);
            Provider.Event over = require(
                    provider.await(
                            event -> event.action().equals("acknowledge")
                                    && event.incident().equals(firstIncident),
                            Stage.STEP_MAX),
                    "the provider was not told that it is over");
            stage.steps().saw("provider-told", over.at(), "the provider works again and is told at once: nobody need be called any more");
        }

        private void powerCut(String request) throws Exception {
            stage.tell("04:25. The power fails in Paris while another request is on its way.");
            france.kill();
            stage.steps().saw("down", Instant.now(), "kill -9: the node in Paris is gone");
            String caseRef = send(request);
            stage.steps().saw("sent-again", Instant.now(), "Belgium has another urgent request and keeps it");
            TimeUnit.MILLISECONDS.sleep(DOWN.toMillis());
            check(!stage.show(belgium, caseRef).path("state").asText().equals("RECEIPTED"), "a dead node gave a receipt");
            france.start();
            france.awaitReady();
            stage.steps().saw("up", Instant.now(), "the node in Paris is back");
            Provider.Event call = require(
                    provider.await(
                            event -> event.action().equals("trigger") && !known.contains(event.incident()), Stage.STEP_MAX),
                    "nobody was paged after the start");
            known.add(call.incident());
            check(call.status() == 202, "the provider did not take the page");
            Instant received = instant(stage.show(belgium, caseRef), "receivedAt");
            stage.steps().saw("paged-at-once", call.at(), "it came and rang within %d ms; the provider works again"
                    .formatted(Duration.between(received, call.at()).toMillis()));
            press(URI.create(call.json().path("client_url").asText()));
            stage.reaches(belgium, caseRef, "ACKNOWLEDGED");
            stage.steps().saw("acknowledged-2", at(stage.show(belgium, caseRef), "ACKNOWLEDGED"), "Alice is awake now and has this one");
        }

        private void drill() throws Exception {
            stage.tell("A drill closes the night: does a human come in Paris? The page says that it is one.");
            FutureTask<JsonNode> drill = new FutureTask<>(() -> stage.by(
                    "supervisor", belgium, "drill", "run", "--peer", "FR", "--level", "human", "--wait", Stage.STEP_MAX.toString()));
            Thread.ofVirtual().start(drill);
            Provider.Event call = require(
                    provider.await(
                            event -> event.action().equals("trigger") && !known.contains(event.incident()), Stage.STEP_MAX),
                    "nobody was paged for the drill");
            stage.steps().saw("drill", call.at(), "Alice's telephone rings on the ordinary way");
            press(URI.create(call.json().path("client_url").asText()));
            JsonNode answered = drill.get();
            check(answered.path("answered").asBoolean(), "Belgium did not hear that somebody came");
            double seconds = answered.path("seconds").asDouble();
            stage.steps().saw(
                    "drill-answered",
                    instant(answered, "endedAt"),
                    "%s came; %.1f s from the sending to a human".formatted(answered.path("officer").asText(), seconds));
        }

        private static String get(URI link) throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString()).body();
            }
        }

        private void press(URI link) throws IOException, InterruptedException, NotSeen {
            try (Officer officer = new Officer(france)) {
                check(officer.press(link) == 200, "the button did not work");
            }
        }
    }
}
