package eu.vigil.demo;

import static eu.vigil.demo.Stage.at;
import static eu.vigil.demo.Stage.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Case E: a request that may not leave, one that is refused, and one that is withdrawn while data is already held. */
final class Refusals implements Play {
    private static final String REASON = "One officer on duty; the records are overwritten within days.";

    @Override
    public String network() {
        return "BUDAPEST-35";
    }

    @Override
    public List<LocalNetwork.Place> cast() {
        return List.of(
                new LocalNetwork.Place("US", "Computer crime section", "+1 202 555 0100", "America/New_York", "en"),
                new LocalNetwork.Place("IE", "Garda cyber crime bureau", "+353 1 555 0100", "Europe/Dublin", "en"),
                new LocalNetwork.Place("PT", "Unidade de cibercrime", "+351 21 555 01 00", "Europe/Lisbon", "en"),
                new LocalNetwork.Place("AT", "Meldestelle Cybercrime", "+43 1 555 01 00", "Europe/Vienna", "de"));
    }

    @Override
    public Map<String, Path> on(Stage stage) throws Exception {
        stage.start();
        wrongBasis(stage, stage.node("US"));
        refused(stage, stage.node("PT"), stage.node("AT"));
        withdrawn(stage, stage.node("PT"), stage.node("AT"));
        return Map.of();
    }

    private static void wrongBasis(Stage stage, LocalNode america) throws Exception {
        stage.tell("The United States ask Ireland for a mailbox under Budapest Art. 29, which does not hold between the two.");
        String said = stage.refused(america, "request", "draft", stage.form("case-e/mailbox.json").toString());
        check(said.contains("BUDAPEST_29") && said.contains("in force"), "the officer was not told why: " + said);
        stage.steps().saw("stopped", Instant.now(), "it does not leave: " + said.lines().findFirst().orElseThrow());
        check(stage.officer(stage.node("IE"), "request", "list").path("cases").isEmpty(), "Ireland was asked");
    }

    private static void refused(Stage stage, LocalNode portugal, LocalNode austria) throws Exception {
        stage.tell("Portugal asks Austria to preserve the server of a protest group.");
        String caseRef = stage.drafted(portugal, "case-e/protest.json");
        stage.officer(portugal, "request", "send", caseRef, "--reason", REASON);
        JsonNode sent = stage.reaches(portugal, caseRef, "RECEIPTED");
        stage.steps().saw("sealed", at(sent, "SEALED"), "signed by Portugal, sealed to Austria's keys");
        stage.officer(austria, "request", "ack", caseRef);
        String list = stage.refused(
                austria, "request", "refuse", caseRef, "--ground", "WORKLOAD", "--reasons", "Too much to do tonight.");
        check(list.contains("POLITICAL_OFFENCE"), "the officer was not told the grounds: " + list);
        stage.steps().saw("no-such-ground", Instant.now(), "workload is no ground; the closed list is shown");
        stage.officer(austria, "request", "refuse", caseRef, "--ground", "POLITICAL_OFFENCE",
                "--reasons", "A call to write to a ministry is an act of protest; Austria regards the offence as political (Art. 29(5)(a)).");
        check(!stage.show(portugal, caseRef).path("state").asText().equals("REFUSED"), "one person alone refused");
        stage.approved(austria, caseRef);
        JsonNode refused = stage.reaches(portugal, caseRef, "REFUSED");
        stage.steps().saw("refused", at(refused, "REFUSED"), "POLITICAL_OFFENCE, with reasons, by two people");
    }

    private static void withdrawn(Stage stage, LocalNode portugal, LocalNode austria) throws Exception {
        stage.tell("Another request is withdrawn while its data is held.");
        String caseRef = stage.drafted(portugal, "case-e/phishing.json");
        stage.officer(portugal, "request", "send", caseRef, "--reason", REASON);
        stage.reaches(austria, caseRef, "RECEIVED");
        stage.officer(austria, "request", "ack", caseRef);
        stage.officer(austria, "request", "indicate", caseRef, "--will-answer", "YES", "--form", "Over this network", "--by", "4h");
        stage.officer(austria, "request", "preserve", caseRef, "--what", "Disk image of bank-login.example");
        JsonNode held = stage.reaches(portugal, caseRef, "EXECUTING");
        stage.steps().saw("preserved", at(held, "PRESERVED"), "held until " + held.path("heldUntil").asText());
        stage.officer(portugal, "request", "withdraw", caseRef, "--reason", "The server was seized at home; it is not needed any more.");
        JsonNode ours = stage.reaches(portugal, caseRef, "WITHDRAWN");
        JsonNode theirs = stage.reaches(austria, caseRef, "WITHDRAWN");
        check(!ours.has("heldUntil") && !theirs.has("heldUntil"), "the hold was not released on both sides");
        stage.steps().saw("withdrawn", at(ours, "WITHDRAWN"), "the hold is released on both sides");
        for (LocalNode node : List.of(portugal, austria)) {
            stage.officer(node, "log", "verify");
        }
        stage.steps().saw("verified", Instant.now(), "both logs hold, leaf by leaf");
    }
}
