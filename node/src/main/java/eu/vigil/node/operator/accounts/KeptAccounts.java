package eu.vigil.node.operator.accounts;

import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The accounts in the store.
 *
 * @param <T> the ledger
 */
public final class KeptAccounts<T extends AccountLedger> implements Accounts {
    private static final Duration WAIT_MAX = Duration.ofSeconds(8);
    private static final int UNIT_BYTES = 8192;
    private static final int REASON_CHARACTERS_MAX = 500;

    private final Journal<T> journal;
    private final Reads<T> reads;
    private final InstantSource clock;

    /** Reads from {@code reads}, writes through the journal. */
    public KeptAccounts(Journal<T> journal, Reads<T> reads, InstantSource clock) {
        this.journal = journal;
        this.reads = reads;
        this.clock = clock;
    }

    /** Takes in whoever stands in the file and is not here yet, and says so in the log; answers how many. */
    public static int takeIn(AccountLedger ledger, List<PeopleFile.Seed> seeds, Instant at) {
        int added = 0;
        for (PeopleFile.Seed seed : seeds) {
            if (PeopleFile.seed(ledger.people(), List.of(seed), at) == 1) {
                added++;
                ledger.accountBook()
                        .enter(
                                new AccountEntry.Deed(
                                        PeopleFile.NAME,
                                        AccountEntry.What.TAKEN_FROM_FILE,
                                        seed.person().id(),
                                        OptionalLong.empty(),
                                        "'%s' as %s with token %s"
                                                .formatted(
                                                        seed.person().name(),
                                                        Proposal.words(
                                                                seed.person().roles()),
                                                        seed.token().fingerprint()),
                                        ""),
                                at);
            }
        }
        return added;
    }

    @Override
    public Ruling<Listing> list() {
        return await(reads.<Ruling<Listing>>read(ledger -> new Ruling.Done<>(new Listing(
                ledger.people().accounts(),
                ledger.accountBook().open(clock.instant().minus(Change.LIFE)),
                ledger.accountBook().unseen()))));
    }

    @Override
    public Ruling<Change> propose(Proposal proposal, String reason, Person by) {
        return KeptAccounts.<Change>unreasoned(reason)
                .orElseGet(() -> write(rules -> rules.propose(proposal, reason.strip(), by)));
    }

    @Override
    public Ruling<Change> confirm(long change, Person by) {
        return write(rules -> rules.confirm(change, by));
    }

    @Override
    public Ruling<Change> refuse(long change, String reason, Person by) {
        return KeptAccounts.<Change>unreasoned(reason)
                .orElseGet(() -> write(rules -> rules.refuse(change, reason.strip(), by)));
    }

    @Override
    public Ruling<Account> cutOff(String person, String reason, Person by) {
        return KeptAccounts.<Account>unreasoned(reason)
                .orElseGet(() -> write(rules -> rules.cutOff(person, reason.strip(), by)));
    }

    @Override
    public Ruling<Account> replaceToken(TokenHash old, TokenHash fresh, Person by) {
        return write(rules -> rules.replaceToken(old, fresh, by));
    }

    @Override
    public Ruling<Account> revokeToken(TokenHash token, Person by) {
        return write(rules -> rules.revokeToken(token, by));
    }

    @Override
    public Ruling<LogListing> log(LogFilter filter, Person reader) {
        Ruling<LogListing> read = await(reads.<Ruling<LogListing>>read(ledger -> new Ruling.Done<>(listing(
                ledger.accountBook()
                        .entries(filter.before().orElse(Long.MAX_VALUE), filter.limit() + 1, filter.unseen()),
                filter.limit()))));
        if (reader.roles().contains(Role.DATA_PROTECTION_OFFICER)
                && read instanceof Ruling.Done<LogListing>(var listing)
                && listing.entries().stream().anyMatch(entry -> entry.seenAt().isEmpty())) {
            Ruling<Boolean> noted = writeAt((ledger, at) -> {
                ledger.accountBook().seen(listing.entries(), reader.id(), at);
                return new Ruling.Done<>(true);
            });
            if (noted instanceof Ruling.Unavailable<Boolean>(var why)) {
                return new Ruling.Unavailable<>(why);
            }
        }
        return read;
    }

    private static LogListing listing(List<AccountEntry> entries, int limit) {
        boolean more = entries.size() > limit;
        List<AccountEntry> page = more ? entries.subList(0, limit) : entries;
        return new LogListing(page, more ? Optional.of(page.getLast().number()) : Optional.empty());
    }

    private static <R> Optional<Ruling<R>> unreasoned(String reason) {
        int characters = reason.strip().length();
        return characters >= 1 && characters <= REASON_CHARACTERS_MAX
                ? Optional.empty()
                : Optional.of(new Ruling.Wrong<>(List.of(new Violation(
                        "reason",
                        "must be 1 to %d characters; the data-protection officer reads it"
                                .formatted(REASON_CHARACTERS_MAX)))));
    }

    private <R> Ruling<R> write(Function<AccountRules, Ruling<R>> work) {
        return writeAt((ledger, at) -> work.apply(new AccountRules(ledger, at)));
    }

    private <R> Ruling<R> writeAt(BiFunction<AccountLedger, Instant, Ruling<R>> work) {
        Outcome<Ruling<R>> outcome;
        try {
            outcome = journal.<Ruling<R>>submit(work::apply, Priority.PEOPLE, UNIT_BYTES)
                    .toCompletableFuture()
                    .get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Ruling.Unavailable<>(
                    "the store did not answer in %d s; look before you repeat".formatted(WAIT_MAX.toSeconds()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Ruling.Unavailable<>("the node is stopping");
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
        return switch (outcome) {
            case Outcome.Committed<Ruling<R>>(var ruling, var _) -> ruling;
            case Outcome.NotTaken<Ruling<R>>(boolean stopping) ->
                new Ruling.Unavailable<>(stopping ? "the node is stopping" : "too much is waiting to be written");
            case Outcome.Failed<Ruling<R>>(Throwable cause) ->
                throw new IllegalStateException("a unit of the accounts failed", cause);
            case Outcome.Unknown<Ruling<R>>() ->
                new Ruling.Unavailable<>("the store failed; it is not known whether it was written");
        };
    }

    private static <R> Ruling<R> await(CompletionStage<Ruling<R>> stage) {
        try {
            return stage.toCompletableFuture().get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Ruling.Unavailable<>("the store did not answer in %d s".formatted(WAIT_MAX.toSeconds()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Ruling.Unavailable<>("the node is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ReadUnavailable why) {
                return new Ruling.Unavailable<>(String.valueOf(why.getMessage()));
            }
            throw new CompletionException(e.getCause());
        }
    }
}
