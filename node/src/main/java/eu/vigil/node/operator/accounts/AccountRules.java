package eu.vigil.node.operator.accounts;

import eu.vigil.node.operator.accounts.AccountEntry.Deed;
import eu.vigil.node.operator.accounts.AccountEntry.What;
import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.People;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules, within one transaction of the one writer: what is looked at does not change before it is written.
 *
 * <p>Invariants: nobody gains a role, a token or access without two people; neither of them is the one whom it is about when
 * it is confirmed; a change that two people make leaves at least two who can make the next; one person can only take away, and
 * never from the last who could still come in and act. From there, or below, the way back is the file
 * {@link eu.vigil.node.operator.people.PeopleFile} on the node's own disk, which this log records as well.
 */
final class AccountRules {
    private static final int WAITING_MAX = 100;
    private static final int TOKENS_MAX = 5;
    private static final int ABLE_MIN = 2;

    private final People people;
    private final AccountBook book;
    private final Instant at;

    AccountRules(AccountLedger ledger, Instant at) {
        this.people = ledger.people();
        this.book = ledger.accountBook();
        this.at = at;
    }

    Ruling<Change> propose(Proposal proposal, String reason, Person by) {
        List<Change> waiting = book.open(at.minus(Change.LIFE));
        Optional<Change> same = waiting.stream()
                .filter(change -> change.proposal().about().equals(proposal.about()))
                .findFirst();
        Optional<Ruling<Change>> hindrance = this.<Change>notTrusted(by)
                .or(() -> same.<Ruling<Change>>map(change ->
                        new Ruling.Conflict<>("change %d about %s waits already; confirm or refuse it first (%s)"
                                .formatted(
                                        change.number(),
                                        proposal.about(),
                                        change.proposal().words()))))
                .or(() -> waiting.size() < WAITING_MAX
                        ? Optional.empty()
                        : Optional.of(new Ruling.Conflict<>(
                                "%d changes wait already; end some first".formatted(WAITING_MAX))))
                .or(() -> tokenIsTaken(proposal, waiting))
                .or(() -> hindrance(proposal));
        return hindrance.orElseGet(() -> {
            Change change = book.propose(proposal, reason, by.id(), at);
            enter(by.id(), What.PROPOSED, change, reason);
            return new Ruling.Done<>(change);
        });
    }

    Ruling<Change> confirm(long number, Person by) {
        return waiting(number, change -> {
            Optional<Ruling<Change>> hindrance = this.<Change>notTrusted(by)
                    .or(() -> second(change, by))
                    .or(() -> lostProposer(change))
                    .or(() -> hindrance(change.proposal()));
            return hindrance.orElseGet(() -> carryOut(change, by));
        });
    }

    Ruling<Change> refuse(long number, String reason, Person by) {
        return waiting(
                number,
                change -> this.<Change>notTrusted(by).orElseGet(() -> {
                    book.end(number, Change.Ending.REFUSED, by.id(), at);
                    enter(by.id(), What.REFUSED, change, reason);
                    return new Ruling.Done<>(change.ended(Change.Ending.REFUSED, by.id(), at));
                }));
    }

    Ruling<Account> cutOff(String id, String reason, Person by) {
        Optional<Account> found = people.account(id);
        Optional<Ruling<Account>> hindrance = this.<Account>notTrusted(by)
                .or(() -> found.isEmpty() ? Optional.of(nobody(id)) : Optional.empty())
                .or(() -> found.orElseThrow()
                        .disabledAt()
                        .map(since -> new Ruling.Conflict<>("%s is cut off already, since %s".formatted(id, since))))
                .or(() -> ableWithout(id) > 0
                        ? Optional.empty()
                        : Optional.of(new Ruling.Conflict<>(
                                "%s is the last who can come in as administrator or supervisor; nobody could let anybody in any more"
                                        .formatted(id))));
        return hindrance.orElseGet(() -> {
            people.disable(id, at);
            book.enter(
                    new Deed(by.id(), What.CUT_OFF, id, OptionalLong.empty(), "no token holds any more", reason), at);
            for (Change change : book.open(at.minus(Change.LIFE))) {
                if (change.proposedBy().equals(id)) {
                    book.end(change.number(), Change.Ending.REFUSED, by.id(), at);
                    enter(by.id(), What.REFUSED, change, "%s, who proposed it, was cut off".formatted(id));
                }
            }
            return new Ruling.Done<>(people.account(id).orElseThrow());
        });
    }

    Ruling<Account> replaceToken(TokenHash old, TokenHash fresh, Person by) {
        if (people.knows(fresh) || isProposed(fresh, book.open(at.minus(Change.LIFE)))) {
            return known();
        }
        if (!holds(old, by)) {
            return noLonger();
        }
        people.give(by.id(), fresh, at);
        people.revoke(old, at);
        enter(by, What.TOKEN_REPLACED, "%s in the place of %s".formatted(fresh.fingerprint(), old.fingerprint()));
        return new Ruling.Done<>(people.account(by.id()).orElseThrow());
    }

    Ruling<Account> revokeToken(TokenHash token, Person by) {
        if (!holds(token, by)) {
            return noLonger();
        }
        Account account = people.account(by.id()).orElseThrow();
        if (account.ableTrustee() && account.tokens() == 1 && ableWithout(by.id()) == 0) {
            return new Ruling.Conflict<>(
                    "this is the last token of the last administrator or supervisor; replace it instead");
        }
        people.revoke(token, at);
        enter(by, What.TOKEN_REVOKED, token.fingerprint());
        return new Ruling.Done<>(people.account(by.id()).orElseThrow());
    }

    private Ruling<Change> carryOut(Change change, Person by) {
        String about = change.proposal().about();
        boolean done = switch (change.proposal()) {
            case Proposal.Add(var person, var token) -> people.add(person, at) && people.give(about, token, at);
            case Proposal.ChangeRoles(var _, var roles) -> people.change(about, roles);
            case Proposal.GiveToken(var _, var token) -> people.give(about, token, at);
            case Proposal.Restore(var _, var token) -> people.enable(about) && people.give(about, token, at);
        };
        if (!done || !book.end(change.number(), Change.Ending.CONFIRMED, by.id(), at)) {
            throw new IllegalStateException("change %d was looked at and could not be done".formatted(change.number()));
        }
        enter(by.id(), What.CONFIRMED, change, "");
        change.proposal()
                .givenToken()
                .ifPresent(token -> book.enter(
                        new Deed(
                                by.id(),
                                What.TOKEN_GIVEN,
                                about,
                                OptionalLong.of(change.number()),
                                token.fingerprint(),
                                change.reason()),
                        at));
        return new Ruling.Done<>(change.ended(Change.Ending.CONFIRMED, by.id(), at));
    }

    private Ruling<Change> waiting(long number, Function<Change, Ruling<Change>> then) {
        Optional<Change> found = book.find(number);
        if (found.isEmpty()) {
            return new Ruling.NotFound<>(
                    "there is no change %d; 'vigil user list' shows those that wait".formatted(number));
        }
        Change change = found.get();
        if (change.ended().isPresent()) {
            Change.Ended ended = change.ended().get();
            return new Ruling.Conflict<>("change %d was %s by %s at %s"
                    .formatted(
                            number,
                            switch (ended.how()) {
                                case CONFIRMED -> "confirmed";
                                case REFUSED -> "refused";
                            },
                            ended.by(),
                            ended.at()));
        }
        return change.waits(at)
                ? then.apply(change)
                : new Ruling.Conflict<>("change %d lapsed at %s, %d h after it was proposed; propose it again"
                        .formatted(number, change.lapsesAt(), Change.LIFE.toHours()));
    }

    private static Optional<Ruling<Change>> second(Change change, Person by) {
        if (change.proposedBy().equals(by.id())) {
            return Optional.of(
                    new Ruling.Forbidden<>("%s proposed change %d; another administrator or supervisor must confirm it"
                            .formatted(by.id(), change.number())));
        }
        return change.proposal().about().equals(by.id())
                ? Optional.of(new Ruling.Forbidden<>("change %d is about %s; nobody confirms a change about themselves"
                        .formatted(change.number(), by.id())))
                : Optional.empty();
    }

    private Optional<Ruling<Change>> lostProposer(Change change) {
        return people.account(change.proposedBy()).filter(Account::trustee).isPresent()
                ? Optional.empty()
                : Optional.of(new Ruling.Conflict<>("%s, who proposed change %d, may no longer do so; refuse it"
                        .formatted(change.proposedBy(), change.number())));
    }

    /** Asked when it is proposed and again when it is confirmed: much can happen in between. */
    private Optional<Ruling<Change>> hindrance(Proposal proposal) {
        String about = proposal.about();
        Optional<Account> account = people.account(about);
        if (proposal instanceof Proposal.Add) {
            return account.map(taken -> new Ruling.Conflict<>("id: %s is taken%s"
                    .formatted(
                            about,
                            taken.active() ? "" : " by somebody who was cut off; 'vigil user enable' lets them in")));
        }
        if (account.isEmpty()) {
            return Optional.of(nobody(about));
        }
        return switch (proposal) {
            case Proposal.Add _ -> Optional.empty();
            case Proposal.Restore _ ->
                account.get().active()
                        ? Optional.of(new Ruling.Conflict<>("%s is not cut off".formatted(about)))
                        : Optional.empty();
            case Proposal.GiveToken _ ->
                closed(account.get())
                        .or(() -> account.get().tokens() < TOKENS_MAX
                                ? Optional.empty()
                                : Optional.of(new Ruling.Conflict<>(
                                        "%s has %d tokens already; that is the most".formatted(about, TOKENS_MAX))));
            case Proposal.ChangeRoles(var _, var roles) -> closed(account.get()).or(() -> roles(account.get(), roles));
        };
    }

    private Optional<Ruling<Change>> roles(Account account, Set<Role> roles) {
        String id = account.person().id();
        if (account.person().roles().equals(roles)) {
            return Optional.of(
                    new Ruling.Conflict<>("%s has these roles already: %s".formatted(id, Proposal.words(roles))));
        }
        boolean staysTrustee = roles.stream().anyMatch(Account.TRUSTEES::contains);
        return staysTrustee || !account.trustee() || ableWithout(id) >= ABLE_MIN
                ? Optional.empty()
                : Optional.of(new Ruling.Conflict<>(
                        "without %s fewer than %d could change accounts; give somebody else the role administrator or supervisor first"
                                .formatted(id, ABLE_MIN)));
    }

    private static Optional<Ruling<Change>> closed(Account account) {
        return account.active()
                ? Optional.empty()
                : Optional.of(new Ruling.Conflict<>("%s is cut off; 'vigil user enable' comes first"
                        .formatted(account.person().id())));
    }

    private Optional<Ruling<Change>> tokenIsTaken(Proposal proposal, List<Change> waiting) {
        return proposal.givenToken()
                .filter(token -> people.knows(token) || isProposed(token, waiting))
                .map(_ -> known());
    }

    private static boolean isProposed(TokenHash token, List<Change> waiting) {
        return waiting.stream()
                .anyMatch(change -> change.proposal().givenToken().equals(Optional.of(token)));
    }

    /** Somebody may have been cut off between coming in and getting here. */
    private <R> Optional<Ruling<R>> notTrusted(Person by) {
        return people.account(by.id()).filter(Account::trustee).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Ruling.Forbidden<>("%s is no longer administrator or supervisor here".formatted(by.id())));
    }

    private boolean holds(TokenHash token, Person by) {
        return people.byToken(token).map(Person::id).equals(Optional.of(by.id()));
    }

    private long ableWithout(String id) {
        return people.accounts().stream()
                .filter(account -> !account.person().id().equals(id))
                .filter(Account::ableTrustee)
                .count();
    }

    private void enter(String who, What what, Change change, String reason) {
        book.enter(
                new Deed(
                        who,
                        what,
                        change.proposal().about(),
                        OptionalLong.of(change.number()),
                        change.proposal().words(),
                        reason),
                at);
    }

    private void enter(Person who, What what, String detail) {
        book.enter(new Deed(who.id(), what, who.id(), OptionalLong.empty(), detail, ""), at);
    }

    private static <R> Ruling<R> nobody(String id) {
        return new Ruling.NotFound<>("there is nobody with the id '%s'".formatted(id));
    }

    private static <R> Ruling<R> known() {
        return Ruling.Wrong.of(
                "tokenHash", "is known already; each token is made afresh with 'vigil user token --make'");
    }

    private static <R> Ruling<R> noLonger() {
        return new Ruling.Conflict<>("the token that you came with has just ended");
    }
}
