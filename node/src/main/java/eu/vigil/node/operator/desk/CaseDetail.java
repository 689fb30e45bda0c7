package eu.vigil.node.operator.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A case opened.
 *
 * @param request the request as Protobuf's JSON mapping writes it, header and body
 * @param timeline what happened, oldest first
 */
public record CaseDetail(CaseSummary summary, JsonNode request, List<TimelineEntry> timeline) {
    /** Copies the list. */
    public CaseDetail {
        timeline = List.copyOf(timeline);
    }
}
