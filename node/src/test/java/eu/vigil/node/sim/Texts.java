package eu.vigil.node.sim;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Template;
import eu.vigil.protocol.id.ParticipantId;

/** What people write. */
final class Texts {
    static final String INDICATION = """
            {"feasibility_reply": {"will_answer": "YES", "form": "over this network", "estimated_time": "2026-03-29T16:00:00Z"}}
            """;
    static final String ANSWER = "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay at 203.0.113.77\"}}";
    static final String PART_OF_AN_ANSWER = "{\"answer\": {\"extent\": \"PART\", \"text\": \"half of it\"}}";

    static final String QUESTION = "{\"clarification_question\": {\"text\": \"which server?\"}}";
    static final String REPLY = "{\"clarification_answer\": {\"text\": \"the first\"}}";
    static final String POSTPONEMENT = "{\"postponement\": {\"reasons\": \"a search on Monday\"}}";
    static final String MISROUTED = "{\"misrouted_notice\": {\"text\": \"this is for another service\"}}";
    static final String LONGER = "{\"extension\": {\"text\": \"the court needs longer\"}}";
    static final String PROSECUTION =
            "{\"prosecution_initiated\": {\"date\": \"2026-03-29\", \"court\": \"Tribunal judiciaire de Paris\"}}";

    private static final String PRESERVATION = example("PreservationRequest", "BUDAPEST_29");
    private static final String WARNING = example("EarlyWarning", "DIR_2013_40_13");
    private static final String INFORMATION = example("InformationRequest", "DIR_2013_40_13");

    private Texts() {}

    private static String example(String kind, String basis) {
        return Template.example(MessageKind.named(kind).orElseThrow())
                .replace("\"legal_basis\": \"BUDAPEST_29\"", "\"legal_basis\": \"%s\"".formatted(basis));
    }

    static String preservation(ParticipantId to, String urgency) {
        return request(PRESERVATION, to, urgency);
    }

    static String information(ParticipantId to) {
        return request(INFORMATION, to, "URGENT");
    }

    /** A notice: it opens a case that is only read. */
    static String warning(ParticipantId to) {
        return request(WARNING, to, "URGENT");
    }

    private static String request(String text, ParticipantId to, String urgency) {
        return text.replace("\"to\": \"FR\"", "\"to\": \"%s\"".formatted(to))
                .replace("\"urgency\": \"URGENT\"", "\"urgency\": \"%s\"".formatted(urgency));
    }

    static String confirmation(int month) {
        return """
                {"preservation_confirmation": {"what": ["flow records"], "held_since": "2026-03-29T05:42:00Z", "held_until": "2026-%02d-28T05:42:00Z"}}
                """.formatted(month);
    }

    static String refusal(String kind) {
        return "{\"refusal\": {\"ground\": \"%s\", \"reasons\": \"a lawful demonstration\"}}"
                .formatted(kind.equals("PreservationRequest") ? "POLITICAL_OFFENCE" : "DISPROPORTIONATE");
    }
}
