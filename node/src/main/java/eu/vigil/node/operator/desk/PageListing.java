package eu.vigil.node.operator.desk;

import java.util.List;
import java.util.Optional;

/**
 * Pages, newest first.
 *
 * @param next where to go on; empty at the end
 */
public record PageListing(List<PageView> pages, Optional<String> next) {
    /** Copies the list. */
    public PageListing {
        pages = List.copyOf(pages);
    }
}
