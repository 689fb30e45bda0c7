package eu.vigil.node.operator.accounts;

import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.TokenHash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What people can ask about accounts. Called on threads that may wait; methods wait for the journal or the store. Which roles may ask
 * is decided before; whether this person may do this to that account is decided here.
 */
public interface Accounts {
    /** All accounts, the changes that wait, and how much the data-protection officer has yet to read. */
    Ruling<Listing> list();

    /** Proposes a change; somebody else has {@link Change#LIFE} to confirm it. */
    Ruling<Change> propose(Proposal proposal, String reason, Person by);

    /** Confirms a change of somebody else about somebody else: it is done when this answers. */
    Ruling<Change> confirm(long change, Person by);

    /** Refuses a change, or takes the own one back. */
    Ruling<Change> refuse(long change, String reason, Person by);

    /** Ends somebody's access at once: no token holds any more, no proposal of theirs waits any more. */
    Ruling<Account> cutOff(String person, String reason, Person by);

    /** Puts a fresh token in the place of the one that the caller came with. */
    Ruling<Account> replaceToken(TokenHash old, TokenHash fresh, Person by);

    /** Ends the token that the caller came with. */
    Ruling<Account> revokeToken(TokenHash token, Person by);

    /** The account log; what a data-protection officer reads is noted as seen. */
    Ruling<LogListing> log(LogFilter filter, Person reader);

    /** Who may come in, and who is to. */
    record Listing(List<Account> accounts, List<Change> waiting, long unseen) {
        /** Copies the lists. */
        public Listing {
            accounts = List.copyOf(accounts);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * Which lines of the log.
     *
     * @param before only older ones than this
     * @param limit at most so many
     * @param unseen only what no data-protection officer has read
     */
    record LogFilter(OptionalLong before, int limit, boolean unseen) {}

    /**
     * Lines of the log, newest first.
     *
     * @param next what {@link LogFilter#before} continues with, if there is more
     */
    record LogListing(List<AccountEntry> entries, Optional<Long> next) {
        /** Copies the list. */
        public LogListing {
            entries = List.copyOf(entries);
        }
    }
}
