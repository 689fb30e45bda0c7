package eu.vigil.node.operator.desk;

import java.util.List;
import java.util.Optional;

/**
 * Cases, those with the least time left first, then the newest.
 *
 * @param next where to go on; empty at the end
 */
public record CaseListing(List<CaseSummary> cases, Optional<String> next) {
    /** Copies the list. */
    public CaseListing {
        cases = List.copyOf(cases);
    }
}
