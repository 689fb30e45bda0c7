package eu.vigil.demo;

import static eu.vigil.demo.Stage.at;
import static eu.vigil.demo.Stage.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Case D: the financial coalition; a payment service tells Italy of a shop, and Italy asks Slovakia to preserve it. */
final class Coalition implements Play {
    private static final String REASON = "One officer on duty; the shop moves every few weeks.";
    private static final String AGREEMENT = "COALITION_MOU 2024-03-01..%s IT/PAY-1 IT";

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @Override
    public List<LocalNetwork.Place> cast() {
        return List.of(
                new LocalNetwork.Place("IT/PAY-1", "Pagamenti Esempio S.p.A.", "+39 02 555 0100", "Europe/Rome", "it"),
                new LocalNetwork.Place("IT", "Servizio polizia postale", "+39 06 555 0100", "Europe/Rome", "it"),
                new LocalNetwork.Place("SK", "Odbor pocitacovej kriminality", "+421 2 555 0100", "Europe/Bratislava", "sk"),
                new LocalNetwork.Place("EU-EUROPOL", "European Cybercrime Centre", "+31 70 555 0100", "Europe/Amsterdam", "en"));
    }

    @Override
    public List<String> agreements() {
        return List.of(AGREEMENT.formatted(today.plusDays(1)));
    }

    @Override
    public Map<String, Path> on(Stage stage) throws Exception {
        LocalNode partner = stage.node("IT/PAY-1");
        LocalNode italy = stage.node("IT");
        stage.start();
        String signal = signalled(stage, partner, italy);
        preserved(stage, italy, stage.node("SK"));
        told(stage, italy, partner, signal);
        expired(stage, partner);
        return Map.of();
    }

    private static String signalled(Stage stage, LocalNode partner, LocalNode italy) throws Exception {
        stage.tell("A payment service sees 212 payments to one shop. It tells Italy, under agreement IT-07; no images travel, ever.");
        String caseRef = stage.drafted(partner, "case-d/signal.json");
        stage.officer(partner, "request", "send", caseRef);
        JsonNode sent = stage.reaches(partner, caseRef, "RECEIPTED");
        stage.steps().saw("sealed", at(sent, "SEALED"), "212 payments, 209 lawful payers left out");
        stage.reaches(italy, caseRef, "RECEIVED");
        stage.officer(italy, "request", "ack", caseRef);
        JsonNode seen = stage.reaches(italy, caseRef, "ACKNOWLEDGED");
        stage.steps().saw("signalled", at(seen, "PAGE_ACKNOWLEDGED"), "somebody in Italy has read the signal");
        feedback(stage, italy, partner, caseRef, "case-d/feedback.json");
        stage.steps().saw("no-tip-off", Instant.now(), "the partner is told to leave the merchant unaware");
        return caseRef;
    }

    private static void preserved(Stage stage, LocalNode italy, LocalNode slovakia) throws Exception {
        stage.tell("Italy asks Slovakia under Budapest Art. 29: the offence is outside Arts. 3 to 5 of the Framework Decision.");
        String caseRef = stage.drafted(italy, "case-d/preservation-request.json");
        stage.officer(italy, "request", "send", caseRef, "--reason", REASON);
        stage.reaches(slovakia, caseRef, "RECEIVED");
        stage.officer(slovakia, "request", "ack", caseRef);
        stage.officer(slovakia, "request", "indicate", caseRef, "--will-answer", "YES", "--form", "Over this network", "--by", "4h");
        stage.officer(slovakia, "request", "preserve", caseRef, "--what", "Disk image of shop.example");
        JsonNode held = stage.reaches(italy, caseRef, "EXECUTING");
        stage.steps().saw("preserved", at(held, "PRESERVED"), "Slovakia holds the shop's data until " + held.path("heldUntil").asText());

        String copy = stage.drafted(italy, "case-d/europol.json");
        stage.officer(italy, "request", "send", copy);
        JsonNode told = stage.reaches(italy, copy, "RECEIPTED");
        stage.steps().saw("europol", at(told, "RECEIPTED"), "Europol knows; identifying the victims goes first");

        stage.officer(slovakia, "request", "answer", caseRef, "--text", "One victim identified from the host's records; one arrest; 48,000 EUR seized.");
        JsonNode answered = stage.reaches(italy, caseRef, "ANSWERED");
        stage.steps().saw("answered", at(answered, "ANSWERED"), "one victim safeguarded, one arrest, 48,000 EUR seized");
    }

    private static void told(Stage stage, LocalNode italy, LocalNode partner, String signal) throws Exception {
        feedback(stage, italy, partner, signal, "case-d/result.json");
        stage.steps().saw("told", Instant.now(), "the partner learns what became of its signal");
    }

    private static void feedback(Stage stage, LocalNode italy, LocalNode partner, String signal, String name) throws Exception {
        Path form = stage.form(name);
        Files.writeString(form, Files.readString(form).replace("IT/PAY-1-2026-000001", signal));
        String caseRef = stage.officer(italy, "request", "draft", form.toString()).path("caseRef").asText();
        stage.officer(italy, "request", "send", caseRef);
        stage.reaches(partner, caseRef, "RECEIVED");
    }

    private void expired(Stage stage, LocalNode partner) throws Exception {
        stage.tell("The agreement ends. The next directory says so, and the next signal does not leave.");
        stage.network().publish(List.of(AGREEMENT.formatted(today)));
        partner.kill();
        partner.start();
        partner.awaitReady();
        String said = stage.refused(partner, "request", "draft", stage.form("case-d/signal.json").toString());
        check(said.contains("COALITION_MOU"), "the partner was not told why: " + said);
        stage.steps().saw("expired", Instant.now(), "refused: " + said.lines().findFirst().orElseThrow());
    }
}
