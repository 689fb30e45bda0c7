package eu.vigil.demo;

import static eu.vigil.demo.Stage.at;
import static eu.vigil.demo.Stage.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Case C: three registries under one attack; Estonia warns, three States ask Romania for one host, and Romania takes the case over. */
final class Registries implements Play {
    private static final String REASON = "One officer on duty; the control host may be given up at any time.";

    @Override
    public List<LocalNetwork.Place> cast() {
        return List.of(
                new LocalNetwork.Place("EE", "Cybercrime bureau", "+372 555 0100", "Europe/Tallinn", "en"),
                new LocalNetwork.Place("LV", "Cybercrime unit", "+371 555 0100", "Europe/Riga", "en"),
                new LocalNetwork.Place("FI", "Cybercrime centre", "+358 555 0100", "Europe/Helsinki", "en"),
                new LocalNetwork.Place("RO", "Serviciul de combatere a criminalitatii informatice", "+40 555 0100", "Europe/Bucharest", "en"));
    }

    @Override
    public Map<String, Path> on(Stage stage) throws Exception {
        LocalNode estonia = stage.node("EE");
        LocalNode romania = stage.node("RO");
        stage.start();
        warned(stage, estonia);
        asked(stage, romania);
        transferred(stage, estonia, romania);
        return Map.of();
    }

    private static void warned(Stage stage, LocalNode estonia) throws Exception {
        stage.tell("Estonia: a registry is flooded. It warns the others.");
        for (String to : List.of("LV", "FI", "RO")) {
            String caseRef = stage.drafted(estonia, "case-c/early-warning.json", to);
            stage.officer(estonia, "request", "send", caseRef);
            JsonNode sent = stage.reaches(estonia, caseRef, "RECEIPTED");
            if (to.equals("LV")) {
                stage.steps().saw("sealed", at(sent, "SEALED"), "the first warning, signed by Estonia");
            }
            stage.reaches(stage.node(to), caseRef, "RECEIVED");
            stage.officer(stage.node(to), "request", "ack", caseRef);
            JsonNode read = stage.reaches(stage.node(to), caseRef, "ACKNOWLEDGED");
            stage.steps().saw("warned-" + to, at(read, "PAGE_ACKNOWLEDGED"), "somebody in " + to + " has read the warning; nothing is owed for it");
        }
        int found = stage.officer(stage.node("FI"), "request", "list", "--kind", "EarlyWarning").path("cases").size();
        check(found == 1, "Finland lists %d warnings".formatted(found));
    }

    private static void asked(Stage stage, LocalNode romania) throws Exception {
        stage.tell("Estonia, Latvia and Finland ask Romania for one host.");
        List<String> cases = new ArrayList<>();
        for (String from : List.of("EE", "LV", "FI")) {
            LocalNode asking = stage.node(from);
            String caseRef = stage.drafted(asking, "case-c/preservation-request.json");
            stage.officer(asking, "request", "send", caseRef, "--reason", REASON);
            stage.reaches(romania, caseRef, "RECEIVED");
            stage.officer(romania, "request", "ack", caseRef);
            stage.officer(romania, "request", "indicate", caseRef, "--will-answer", "YES", "--form", "Over this network", "--by", "4h");
            if (cases.isEmpty()) {
                stage.officer(romania, "request", "preserve", caseRef, "--what", "Disk image of c2.example.org");
            } else {
                stage.officer(romania, "request", "preserve", caseRef, "--with", cases.getFirst());
            }
            JsonNode held = stage.reaches(asking, caseRef, "EXECUTING");
            check(!held.has("linked"), from + " learns who else has asked");
            stage.steps().saw("held-" + from, at(held, "PRESERVED"), "Romania holds the host's data for " + caseRef);
            cases.add(caseRef);
        }
        String first = cases.getFirst();
        JsonNode linked = stage.show(romania, cases.getLast());
        check(linked.path("linked").size() == 2, "Romania keeps %s together with %s".formatted(cases.getLast(), linked.path("linked")));
        for (String caseRef : cases) {
            check(stage.show(romania, caseRef).path("heldUntil").equals(linked.path("heldUntil")), "there is more than one hold");
        }
        stage.steps().saw("linked", at(linked, "LINKED"), "one hold for three requests; no State learns who else has asked");
        stage.officer(romania, "request", "clarify", first, "--ask", "Is the account of the host's customer meant as well?");
        LocalNode estonia = stage.node("EE");
        stage.until(estonia, first, "ASKED");
        stage.officer(estonia, "request", "clarify", first, "--reply", "Yes, with its payments.");
        JsonNode replied = stage.until(estonia, first, "REPLIED");
        stage.steps().saw("clarified", at(replied, "REPLIED"), "Romania asked back and Estonia replied; no clock was stopped");
        JsonNode one = stage.until(romania, first, "REPLIED");
        check(!one.has("questions"), "a question is still open in Romania");
    }

    private static void transferred(Stage stage, LocalNode estonia, LocalNode romania) throws Exception {
        stage.tell("Both have jurisdiction. Estonia asks who prosecutes, and transfers the case.");
        String consulted = stage.approved(estonia, stage.drafted(estonia, "case-c/jurisdiction-consultation.json"));
        answered(stage, romania, consulted, "Romania prosecutes.");
        JsonNode agreed = stage.reaches(estonia, consulted, "ANSWERED");
        stage.steps().saw("agreed", at(agreed, "ANSWERED"), "Romania prosecutes (draft Framework Decision Art. 11)");

        String transfer = stage.approved(estonia, stage.drafted(estonia, "case-c/case-transfer.json"));
        answered(stage, romania, transfer, "Taken over: four files, one exhibit to come by courier.");
        JsonNode taken = stage.reaches(estonia, transfer, "ANSWERED");
        stage.steps().saw("transferred", at(taken, "ANSWERED"), "four files and one exhibit with their chain of custody");
        stage.officer(romania, "request", "answer", transfer, "--kind", "ProsecutionInitiated",
                "--set", "date=2026-09-01", "--set", "court=Tribunalul Bucuresti");
        stage.officer(romania, "request", "answer", transfer, "--kind", "ProsecutionOutcome",
                "--set", "date=2027-02-10", "--set", "court=Tribunalul Bucuresti", "--set", "result=CONVICTION");
        long deadline = System.nanoTime() + Stage.STEP_MAX.toNanos();
        JsonNode told = stage.show(estonia, transfer);
        while (told.path("answers").findValuesAsText("kind").stream().noneMatch("ProsecutionOutcome"::equals)) {
            check(System.nanoTime() < deadline, "Estonia was not told the outcome");
            told = stage.show(estonia, transfer);
        }
        stage.steps().saw("told", at(told, "TOLD"), "Estonia is told that proceedings began and how they ended (Art. 12(2))");
    }

    private static void answered(Stage stage, LocalNode romania, String caseRef, String text) throws Exception {
        stage.reaches(romania, caseRef, "RECEIVED");
        stage.officer(romania, "request", "ack", caseRef);
        stage.officer(romania, "request", "indicate", caseRef, "--will-answer", "YES", "--form", "Over this network", "--by", "60d");
        stage.officer(romania, "request", "answer", caseRef, "--text", text);
    }
}
