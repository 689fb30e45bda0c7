package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.List;

/** Port: the all-clears. Writes happen in the caller's transaction. */
public interface AllClears {
    /** Keeps a new one; false, and nothing changes, if its key is known. */
    boolean insert(AllClear allClear);

    /** Ends those of an incident that nobody has taken yet: a newer one says more. */
    void supersede(IncidentCode incident);

    /**
     * Claims what is due, the oldest first: those that wait and are due at or before {@code now}, and those whose claim's lease ended at or
     * before it; none to a channel to which a page of the same incident is under way, lest the last word come first.
     *
     * @param max how many at most
     */
    List<AllClearClaim> claim(String owner, Instant now, Instant leaseUntil, int max);

    /**
     * Writes a result if the claim's number still holds; false, and nothing changes, if not.
     *
     * @param next when to try again, if it waits
     */
    boolean settle(AllClearClaim claim, AllClear.State state, Instant next, String result);

    /** Ends every claim of an owner that has just started and so cannot be attempting anything: due at {@code now}. */
    int release(String owner, Instant now);

    /** Those of an incident in the order in which they came to be. */
    List<AllClear> of(IncidentCode incident);
}
