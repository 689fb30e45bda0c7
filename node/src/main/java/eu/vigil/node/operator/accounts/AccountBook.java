package eu.vigil.node.operator.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the changes of accounts and the account log, to which lines are only added. */
public interface AccountBook {
    /** Keeps a new change and numbers it. */
    Change propose(Proposal proposal, String reason, String by, Instant at);

    /** The change of that number. */
    Optional<Change> find(long number);

    /** The changes that have not ended and were proposed after that instant, oldest first. */
    List<Change> open(Instant proposedAfter);

    /** Ends a change; false if it has ended already. */
    boolean end(long number, Change.Ending how, String by, Instant at);

    /** Adds a line to the log. */
    void enter(AccountEntry.Deed deed, Instant at);

    /**
     * Lines of the log, newest first.
     *
     * @param before only lines with smaller numbers
     * @param unseen only what no data-protection officer has read
     */
    List<AccountEntry> entries(long before, int most, boolean unseen);

    /** How many lines no data-protection officer has read. */
    long unseen();

    /** Notes that a data-protection officer has read these lines; what was noted before stays. */
    void seen(List<AccountEntry> entries, String by, Instant at);
}
