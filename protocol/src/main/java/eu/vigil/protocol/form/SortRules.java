package eu.vigil.protocol.form;

import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.KindRule;
import eu.vigil.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;

/** What the header must say because of the kind of the message: the same for every kind of a sort, so that a new one needs no rule of its own. */
final class SortRules {
    private SortRules() {}

    static List<Violation> check(Message message) {
        return MessageKind.of(message).map(kind -> check(message, kind)).orElseGet(List::of);
    }

    private static List<Violation> check(Message message, MessageKind kind) {
        Header header = message.getHeader();
        List<Violation> violations = new ArrayList<>();
        if (kind.sort() == KindRule.Sort.REQUEST && header.getApprover().isEmpty()) {
            violations.add(new Violation("header.approver", "a request names who released it", ""));
        }
        boolean answers = !header.getInReplyTo().isEmpty();
        if (kind.sort() == KindRule.Sort.ANSWER && !answers) {
            violations.add(new Violation("header.in_reply_to", "an answer names the message that it answers", ""));
        }
        if (kind.opensCase() && answers) {
            violations.add(new Violation("header.in_reply_to", "only an answer names what it answers", ""));
        }
        if (kind.rule().getNoCase() != header.getCaseRef().isEmpty()) {
            violations.add(new Violation(
                    "header.case_ref", "only a reachability test or its response belongs to no case", ""));
        }
        String urgency = kind.rule().getUrgency();
        if (!urgency.isEmpty()
                && header.getUrgency() != Header.Urgency.URGENCY_UNSPECIFIED
                && header.getUrgency() != Header.Urgency.valueOf(urgency)) {
            violations.add(new Violation(
                    "header.urgency",
                    "a %s is said only under %s (Second Protocol Art. 3(2)(c))".formatted(kind.name(), urgency),
                    urgency));
        }
        return violations;
    }
}
