package eu.vigil.node.operator.desk;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.protocol.id.CaseRef;
import java.util.List;
import java.util.Optional;

/**
 * A case opened.
 *
 * @param request the request as Protobuf's JSON mapping writes it, header and body
 * @param draft what waits to be approved or sent: the request itself, or an answer
 * @param answers what was said about it by both sides, oldest first
 * @param timeline what happened, oldest first
 * @param linked cases that are about the same thing here
 */
public record CaseDetail(
        CaseSummary summary,
        JsonNode request,
        Optional<DraftView> draft,
        List<AnswerView> answers,
        List<TimelineEntry> timeline,
        List<CaseRef> linked) {
    /** Copies the lists. */
    public CaseDetail {
        answers = List.copyOf(answers);
        timeline = List.copyOf(timeline);
        linked = List.copyOf(linked);
    }
}
