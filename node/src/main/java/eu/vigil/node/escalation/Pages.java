package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the pages. Writes happen in the caller's transaction. */
public interface Pages {
    /** Keeps a new page; false, and nothing changes, if its key is known. */
    boolean insert(Page page);

    /** The page of this id. */
    Optional<Page> find(PageId id);

    /**
     * Claims what is due, in order of due instant, cycle and step: pages of open incidents that wait and are due at or before
     * {@code now}, and those whose claim's lease ended at or before it. Each claim counts one attempt.
     *
     * @param max how many at most
     */
    List<Claim> claim(String owner, Instant now, Instant leaseUntil, Instant failOverAt, int max);

    /** Writes a result if the claim's number still holds; false, and nothing changes, if not. */
    boolean settle(Claim claim, Settlement settlement);

    /** Ends every claim of an owner that has just started and so cannot be attempting anything: unknown, due at {@code now}. */
    int release(String owner, Instant now);

    /** Ends pages of earlier cycles of a step that wait and were attempted before: a later cycle calls in their place. */
    void supersede(IncidentCode incident, int step, int cycle);

    /** True if a later cycle of the page's step has fired. */
    boolean isSuperseded(Page.Key key);

    /** Pages of open incidents whose fail-over is due at or before {@code now}, at most {@code max}. */
    List<Page> toFailOver(Instant now, int max);

    /** Marks the fail-over of a page as done. */
    void failedOver(PageId id);

    /** Ends every page of an incident that waits. */
    void stop(IncidentCode incident);

    /** The pages of an incident in the order in which they came to be. */
    List<Page> of(IncidentCode incident);

    /** The newest pages, the newest first, at most {@code max}. */
    List<Page> newest(int max);

    /** The next instant at which a page of an open incident, or a step, wants something done. */
    Optional<Instant> nextDue();

    /** The earliest due instant of a step of an open incident that has reached nobody yet. */
    Optional<Instant> oldestUnreached();
}
