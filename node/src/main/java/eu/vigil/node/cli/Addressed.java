package eu.vigil.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.wire.KindRule;
import java.util.List;

/** One text for several recipients: each gets a message of its own, and so a case, a seal and a receipt of its own. */
sealed interface Addressed {
    /** The text to each, in their order. */
    record Texts(List<String> texts) implements Addressed {}

    /** It cannot be. */
    record Not(String why) implements Addressed {}

    static Addressed to(List<String> recipients, String text) {
        JsonNode draft;
        try {
            draft = JsonMapper.builder().build().readTree(Form.withoutNotes(text));
        } catch (JsonProcessingException e) {
            return new Not("FILE: is no JSON (line %d); see vigil request check"
                    .formatted(e.getLocation().getLineNr()));
        }
        if (!(draft instanceof ObjectNode fields)) {
            return new Not("FILE: is no JSON object; see vigil request check");
        }
        boolean notice = MessageKind.all().stream()
                .filter(kind -> kind.rule().getSort() == KindRule.Sort.NOTICE)
                .anyMatch(kind -> fields.has(kind.field().getName())
                        || fields.has(kind.field().getJsonName()));
        if (recipients.size() > 1 && !notice) {
            return new Not("--to: only a notice goes to several; who is asked is asked in a case of its own");
        }
        return new Texts(recipients.stream()
                .map(recipient -> fields.deepCopy().put("to", recipient).toString())
                .toList());
    }
}
