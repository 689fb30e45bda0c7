package eu.vigil.demo;

import static eu.vigil.demo.Stage.at;
import static eu.vigil.demo.Stage.check;
import static eu.vigil.demo.Stage.instant;
import static eu.vigil.demo.Stage.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Case A: a hospital near Liege is encrypted in the night of the change of the clocks, and what it lost lies on a server in Roubaix. */
final class Hospital implements Play {
    private static final String REASON = "One officer on duty at 03:10; the host rotates netflow after 72 hours.";

    @Override
    public List<LocalNetwork.Place> cast() {
        return List.of(
                new LocalNetwork.Place("BE", "Federal Computer Crime Unit", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                new LocalNetwork.Place("FR", "Office anti-cybercriminalite", "+33 1 55 55 01 00", "Europe/Paris", "fr"),
                new LocalNetwork.Place("NL", "Team High Tech Crime", "+31 20 555 01 00", "Europe/Amsterdam", "nl"));
    }

    @Override
    public Map<String, Path> on(Stage stage) throws Exception {
        LocalNode belgium = stage.node("BE");
        LocalNode france = stage.node("FR");
        try (PageSink pager = PageSink.listen(stage.network().pagerPort(), france.folder().resolve("desk.secret"))) {
            stage.start();
            String caseRef = asked(stage, belgium, pager);
            answered(stage, belgium, france, caseRef);
            followed(stage, belgium, france, caseRef);
            lodged(stage, belgium, france, caseRef);
            return proof(stage, belgium, caseRef);
        }
    }

    private static String asked(Stage stage, LocalNode belgium, PageSink pager) throws Exception {
        Path form = stage.form("case-a/preservation-request.json");
        stage.tell("Belgium: a hospital near Liege is encrypted; what it lost lies on a server in Roubaix.");
        String caseRef = stage.officer(belgium, "request", "draft", form.toString()).path("caseRef").asText();
        stage.screen().printf("         vigil request draft: %s%n", caseRef);
        stage.screen().printf("         vigil request send %s --reason \"%s\"%n%n", caseRef, REASON);
        stage.officer(belgium, "request", "send", caseRef, "--reason", REASON);

        var page = pager.await(caseRef, Stage.STEP_MAX);
        JsonNode sent = stage.reaches(belgium, caseRef, "RECEIPTED");
        Steps steps = stage.steps();
        steps.saw("sealed", at(sent, "SEALED"), "signed by Belgium, sealed to France's P-256 and ML-KEM-768 keys");
        steps.saw("accepted", at(sent, "ACCEPTED"), "durable in Belgium: survives kill -9 from here on");
        Instant due = instant(sent, "feasibilityDue");
        steps.saw("delivered", instant(sent, "receivedAt"), "durable in France; to be indicated by " + due);
        steps.saw("receipted", at(sent, "RECEIPTED"), "Belgium has verified leaf, inclusion proof and signed head");
        Instant rang = require(page, "nobody was paged").at();
        steps.saw("paged", rang, "the French duty officer's pager rang; its signature holds");
        return caseRef;
    }

    private static void answered(Stage stage, LocalNode belgium, LocalNode france, String caseRef) throws Exception {
        Steps steps = stage.steps();
        stage.officer(france, "request", "ack", caseRef);
        JsonNode seen = stage.reaches(belgium, caseRef, "ACKNOWLEDGED");
        String reference = seen.path("nationalReference").asText();
        steps.saw("acknowledged", at(seen, "ACKNOWLEDGED"), "a human in Paris has it, under " + reference);

        stage.officer(france, "request", "indicate", caseRef, "--will-answer", "YES",
                "--form", "Over this network, with the flow records", "--by", "4h");
        Instant indicated = instant(stage.reaches(belgium, caseRef, "FEASIBILITY_ANSWERED"), "indicatedAt");
        check(
                indicated.equals(instant(stage.show(france, caseRef), "indicatedAt")),
                "the two sides stopped the eight hours at different instants");
        steps.saw("indicated", indicated, "YES, over this network, in four hours; the eight hours stop on both sides");

        stage.officer(france, "request", "preserve", caseRef, "--what", "Flow and access records and a disk image of 198.51.100.24");
        JsonNode held = stage.reaches(belgium, caseRef, "EXECUTING");
        steps.saw("preserved", at(held, "PRESERVED"), "held until " + instant(held, "heldUntil") + " at least; warnings 14, 7 and 1 days before");
    }

    private static void followed(Stage stage, LocalNode belgium, LocalNode france, String caseRef) throws Exception {
        stage.tell("The flow records show a relay in the Netherlands: France says so, and Belgium asks there.");
        stage.officer(france, "request", "answer", caseRef, "--kind", "PartialDisclosureNotice",
                "--set", "provider=Exemple Relay BV", "--set", "state=NL",
                "--set", "path=198.51.100.24 received the flow from 203.0.113.77 between 02:11Z and 02:58Z.");
        JsonNode told = stage.until(belgium, caseRef, "TOLD");
        stage.steps().saw("disclosed", at(told, "TOLD"), "provider and path, enough to follow it (Budapest Art. 30)");

        LocalNode netherlands = stage.node("NL");
        String relay = stage.drafted(belgium, "case-a/preservation-request-nl.json");
        stage.officer(belgium, "request", "send", relay, "--reason", REASON);
        JsonNode sent = stage.reaches(belgium, relay, "RECEIPTED");
        stage.steps().saw("asked-NL", at(sent, "RECEIPTED"), relay + " is durable in the Netherlands, and proved");
        stage.officer(netherlands, "request", "ack", relay);
        JsonNode seen = stage.reaches(belgium, relay, "ACKNOWLEDGED");
        stage.steps().saw("acknowledged-NL", at(seen, "ACKNOWLEDGED"), "a human in the Netherlands has it");
    }

    private static void lodged(Stage stage, LocalNode belgium, LocalNode france, String caseRef) throws Exception {
        stage.tell("Weeks later Belgium lodges its request for mutual assistance: two people release it.");
        Path form = stage.form("case-a/mla-follow-up.json");
        Files.writeString(form, Files.readString(form).replace("BE-2026-000001", caseRef));
        String followUp = stage.officer(belgium, "request", "draft", form.toString()).path("caseRef").asText();
        stage.approved(belgium, followUp);
        JsonNode kept = stage.until(belgium, caseRef, "MLA_LODGED");
        stage.until(france, caseRef, "MLA_LODGED");
        stage.steps().saw("lodged", at(kept, "MLA_LODGED"), "on both sides the hold no longer lapses until it is decided (Art. 29(7))");
    }

    private static Map<String, Path> proof(Stage stage, LocalNode belgium, String caseRef) throws Exception {
        Path papers = stage.folder().resolve("papers");
        JsonNode request = stage.officer(belgium, "request", "show", caseRef, "--save", papers.toString()).path("saved").path(0);
        Map<String, Path> artifacts = new LinkedHashMap<>();
        for (String name : List.of("signed_message", "sealed_message", "anchors", "receipt")) {
            artifacts.put(name, Path.of(request.path(name).asText()));
        }
        return artifacts;
    }
}
