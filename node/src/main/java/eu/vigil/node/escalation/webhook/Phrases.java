package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.AllClearNotice;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.logging.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is said, in words for whoever has just been woken. */
final class Phrases {
    /** The button or link that opens the page which asks. */
    static final String I_HAVE_IT = "I have it";

    static final String TEST = "TEST: nothing has happened and nothing is to be done";

    private static final Duration LATE_MIN = Duration.ofSeconds(5);

    private Phrases() {}

    /** "URGENT: incident 7KQ2-M9XA-04TZ, 7 h 59 min left"; a drill says first of all that it is one. */
    static String headline(Notice notice) {
        StringBuilder text = new StringBuilder("%s%s: incident %s"
                .formatted(
                        notice.incident().isDrill() ? "DRILL, nothing has happened: " : "",
                        notice.urgency(),
                        notice.incident()));
        notice.timeLeftInWords().ifPresent(left -> text.append(", ").append(left));
        if (notice.late().compareTo(LATE_MIN) >= 0) {
            text.append(" (this page comes %s late)".formatted(words(notice.late())));
        }
        return text.toString();
    }

    /** "Incident 7KQ2-M9XA-04TZ is acknowledged: nobody is called any more". */
    static String headline(AllClearNotice notice) {
        return "Incident %s is %s: nobody is called any more".formatted(notice.incident(), word(notice.why()));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What only the house may know, by name. */
    static Map<String, String> inside(Notice.Internal inside) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cause", inside.kind().name());
        inside.sender().ifPresent(sender -> facts.put("sender", sender.value()));
        inside.caseRef().ifPresent(caseRef -> facts.put("case_ref", caseRef.value()));
        inside.messageKind().ifPresent(kind -> facts.put("kind", Visible.of(kind)));
        inside.person().ifPresent(person -> facts.put("person", Visible.of(person)));
        if (inside.incidents() > 1) {
            facts.put("incidents", Integer.toString(inside.incidents()));
        }
        return facts;
    }

    /** At most so many characters, with a mark where something is missing. */
    static String cut(String text, int charactersMax) {
        if (text.codePointCount(0, text.length()) <= charactersMax) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, charactersMax - 1)) + "…";
    }

    /** At most so many bytes of UTF-8, with a mark where something is missing. */
    static String cutBytes(String text, int bytesMax) {
        String shorter = text;
        int characters = text.codePointCount(0, text.length());
        while (shorter.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            int over = shorter.getBytes(StandardCharsets.UTF_8).length - bytesMax;
            characters -= Math.max(1, over / 4);
            shorter = cut(text, characters);
        }
        return shorter;
    }

    private static String words(Duration duration) {
        return duration.toMinutes() > 0
                ? "%d min".formatted(duration.toMinutes())
                : "%d s".formatted(duration.toSeconds());
    }
}
