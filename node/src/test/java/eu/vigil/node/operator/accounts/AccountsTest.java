package eu.vigil.node.operator.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.vigil.node.operator.Office;
import eu.vigil.node.operator.accounts.AccountEntry.What;
import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of security 7, over a real store: two people change who may come in, one can shut a door. */
class AccountsTest {
    private static final Person ADMINISTRATOR = Office.person(Role.ADMINISTRATOR);
    private static final Person SUPERVISOR = Office.person(Role.SUPERVISOR);
    private static final Person OFFICER = Office.person(Role.DUTY_OFFICER);
    private static final Person BOB = new Person("bob", "Bob", Set.of(Role.DUTY_OFFICER));
    private static final Person SECOND_SUPERVISOR = new Person("sue", "Sue", Set.of(Role.SUPERVISOR));
    private static final String REASON = "new in the team";

    @TempDir
    Path folder;

    private Office office;
    private Accounts accounts;

    @BeforeEach
    void open() {
        office = new Office(folder);
        accounts = office.accounts();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aPersonWhomTwoPeopleWantComesInWithTheTokenThatOnlyThePersonHas() {
        TokenHash token = fresh();
        Change change = done(accounts.propose(new Proposal.Add(BOB, token), REASON, ADMINISTRATOR));
        assertThat(whose(token)).isEmpty();
        assertThat(listing().waiting()).containsExactly(change);

        assertThat(done(accounts.confirm(change.number(), SUPERVISOR))
                        .ended()
                        .orElseThrow()
                        .how())
                .isEqualTo(Change.Ending.CONFIRMED);
        assertThat(whose(token)).contains(BOB);
        assertThat(listing().waiting()).isEmpty();
    }

    @Test
    void whoProposedDoesNotConfirmAndNobodyConfirmsAboutThemselves() {
        Change add = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, ADMINISTRATOR));
        assertThat(accounts.confirm(add.number(), ADMINISTRATOR))
                .isEqualTo(new Ruling.Forbidden<>(
                        "administrator proposed change 1; another administrator or supervisor must confirm it"));

        Change about = done(accounts.propose(
                new Proposal.ChangeRoles("supervisor", Set.of(Role.SUPERVISOR, Role.APPROVER)), REASON, ADMINISTRATOR));
        assertThat(accounts.confirm(about.number(), SUPERVISOR))
                .isEqualTo(new Ruling.Forbidden<>(
                        "change 2 is about supervisor; nobody confirms a change about themselves"));
        assertThat(listing().waiting()).containsExactly(add, about);
    }

    @Test
    void whoIsNeitherAdministratorNorSupervisorInTheStoreChangesNothingWhateverTheCallerBelieves() {
        Person impostor = new Person("duty-officer", "Duty officer", Set.of(Role.SUPERVISOR));
        assertThat(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, impostor))
                .isInstanceOf(Ruling.Forbidden.class);
        assertThat(accounts.cutOff("auditor", REASON, impostor)).isInstanceOf(Ruling.Forbidden.class);
        Change change = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, ADMINISTRATOR));
        assertThat(accounts.confirm(change.number(), impostor)).isInstanceOf(Ruling.Forbidden.class);
        assertThat(accounts.refuse(change.number(), REASON, impostor)).isInstanceOf(Ruling.Forbidden.class);
    }

    @Test
    void aChangeIsConfirmedOnceAndOneThatIsGoneOrUnknownSaysSo() {
        Change change = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, ADMINISTRATOR));
        done(accounts.confirm(change.number(), SUPERVISOR));
        assertThat(why(accounts.confirm(change.number(), SUPERVISOR)))
                .startsWith("change 1 was confirmed by supervisor at 2026-11-22T02:10:00Z");
        assertThat(why(accounts.refuse(change.number(), REASON, SUPERVISOR))).startsWith("change 1 was confirmed");

        Change second = done(accounts.propose(new Proposal.GiveToken("bob", fresh()), REASON, ADMINISTRATOR));
        done(accounts.refuse(second.number(), "not needed", ADMINISTRATOR));
        assertThat(why(accounts.confirm(second.number(), SUPERVISOR)))
                .startsWith("change 2 was refused by administrator");

        assertThat(accounts.confirm(99, SUPERVISOR))
                .isEqualTo(new Ruling.NotFound<>("there is no change 99; 'vigil user list' shows those that wait"));
    }

    @Test
    void aChangeLapsesAfterADayToTheMicrosecond() {
        Change first = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, ADMINISTRATOR));
        Change second = done(accounts.propose(new Proposal.Add(SECOND_SUPERVISOR, fresh()), REASON, ADMINISTRATOR));
        office.pass(Change.LIFE.minusNanos(1000));
        done(accounts.confirm(first.number(), SUPERVISOR));
        office.pass(Duration.ofNanos(1000));
        assertThat(why(accounts.confirm(second.number(), SUPERVISOR)))
                .isEqualTo("change 2 lapsed at 2026-11-23T02:10:00Z, 24 h after it was proposed; propose it again");
        assertThat(listing().waiting()).isEmpty();
        done(accounts.propose(new Proposal.Add(SECOND_SUPERVISOR, fresh()), REASON, ADMINISTRATOR));
    }

    @Test
    void oneAloneCutsOffAtOnceAndNoTokenHoldsAndGivingBackTakesTwoAndANewToken() {
        TokenHash stolen = office.token(Role.DUTY_OFFICER).hash();
        Account closed = done(accounts.cutOff("duty-officer", "token stolen", SUPERVISOR));
        assertThat(closed.active()).isFalse();
        assertThat(closed.tokens()).isZero();
        assertThat(whose(stolen)).isEmpty();
        assertThat(why(accounts.cutOff("duty-officer", "token stolen", SUPERVISOR)))
                .startsWith("duty-officer is cut off already");
        assertThat(why(accounts.propose(new Proposal.GiveToken("duty-officer", fresh()), REASON, SUPERVISOR)))
                .isEqualTo("duty-officer is cut off; 'vigil user enable' comes first");

        TokenHash fresh = fresh();
        Change back = done(accounts.propose(new Proposal.Restore("duty-officer", fresh), "found", SUPERVISOR));
        assertThat(whose(fresh)).isEmpty();
        done(accounts.confirm(back.number(), ADMINISTRATOR));
        assertThat(whose(fresh)).contains(OFFICER);
        assertThat(whose(stolen)).isEmpty();
    }

    @Test
    void whatSomebodyProposedGoesWithTheirAccessAndDoesNotComeBackWithIt() {
        Change change = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, SUPERVISOR));
        done(accounts.cutOff("supervisor", "token stolen", ADMINISTRATOR));
        assertThat(why(accounts.confirm(change.number(), ADMINISTRATOR)))
                .startsWith("change 1 was refused by administrator");
    }

    @Test
    void aProposalOfSomebodyWhoMayNoLongerProposeIsNotConfirmed() {
        addTrustee(SECOND_SUPERVISOR);
        Change change = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, SECOND_SUPERVISOR));
        Change less = done(
                accounts.propose(new Proposal.ChangeRoles("sue", Set.of(Role.APPROVER)), "moves on", ADMINISTRATOR));
        done(accounts.confirm(less.number(), SUPERVISOR));
        assertThat(why(accounts.confirm(change.number(), ADMINISTRATOR)))
                .isEqualTo("sue, who proposed change 2, may no longer do so; refuse it");
    }

    @Test
    void nobodyCutsOffTheLastWhoCouldActAndTwoPeopleNeverLeaveFewerThanTwo() {
        Change less = done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, ADMINISTRATOR));
        done(accounts.refuse(less.number(), REASON, ADMINISTRATOR));
        assertThat(why(accounts.propose(
                        new Proposal.ChangeRoles("supervisor", Set.of(Role.APPROVER)), REASON, ADMINISTRATOR)))
                .contains("fewer than 2 could change accounts");

        done(accounts.cutOff("supervisor", "token stolen", ADMINISTRATOR));
        assertThat(why(accounts.cutOff("administrator", "angry", ADMINISTRATOR)))
                .startsWith("administrator is the last who can come in");
        assertThat(why(accounts.revokeToken(office.token(Role.ADMINISTRATOR).hash(), ADMINISTRATOR)))
                .contains("replace it instead");
    }

    @Test
    void theOwnTokenIsReplacedOrEndedByOnePersonAlone() {
        TokenHash old = office.token(Role.AUDITOR).hash();
        TokenHash next = fresh();
        Person auditor = Office.person(Role.AUDITOR);
        assertThat(done(accounts.replaceToken(old, next, auditor)).tokens()).isEqualTo(1);
        assertThat(whose(old)).isEmpty();
        assertThat(whose(next)).contains(auditor);
        assertThat(why(accounts.replaceToken(old, fresh(), auditor))).contains("has just ended");

        assertThat(done(accounts.revokeToken(next, auditor)).tokens()).isZero();
        assertThat(whose(next)).isEmpty();
    }

    @Test
    void aTokenIsGivenOnceInItsLifeAlsoWhenItHasEndedOrWaits() {
        TokenHash token = fresh();
        done(accounts.propose(new Proposal.Add(BOB, token), REASON, ADMINISTRATOR));
        assertThat(accounts.propose(new Proposal.GiveToken("auditor", token), REASON, ADMINISTRATOR))
                .isInstanceOf(Ruling.Wrong.class);
        assertThat(accounts.replaceToken(office.token(Role.AUDITOR).hash(), token, Office.person(Role.AUDITOR)))
                .isInstanceOf(Ruling.Wrong.class);
        assertThat(accounts.propose(
                        new Proposal.GiveToken(
                                "auditor", office.token(Role.APPROVER).hash()),
                        REASON,
                        ADMINISTRATOR))
                .isInstanceOf(Ruling.Wrong.class);
    }

    @Test
    void whatIsTakenMissingOrAlreadySoIsSaid() {
        assertThat(why(accounts.propose(new Proposal.Add(OFFICER, fresh()), REASON, ADMINISTRATOR)))
                .isEqualTo("id: duty-officer is taken");
        assertThat(accounts.propose(new Proposal.GiveToken("nobody", fresh()), REASON, ADMINISTRATOR))
                .isEqualTo(new Ruling.NotFound<>("there is nobody with the id 'nobody'"));
        assertThat(why(accounts.propose(new Proposal.Restore("auditor", fresh()), REASON, ADMINISTRATOR)))
                .isEqualTo("auditor is not cut off");
        assertThat(why(accounts.propose(
                        new Proposal.ChangeRoles("auditor", Set.of(Role.AUDITOR)), REASON, ADMINISTRATOR)))
                .isEqualTo("auditor has these roles already: auditor");
        done(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, ADMINISTRATOR));
        assertThat(why(accounts.propose(new Proposal.Add(BOB, fresh()), REASON, SUPERVISOR)))
                .startsWith("change 1 about bob waits already");
        assertThat(accounts.propose(new Proposal.Add(SECOND_SUPERVISOR, fresh()), "  ", ADMINISTRATOR))
                .isInstanceOf(Ruling.Wrong.class);
        assertThat(accounts.cutOff("auditor", "x".repeat(501), ADMINISTRATOR)).isInstanceOf(Ruling.Wrong.class);
    }

    @Test
    void everyStepStandsInTheLogAndNoLineIsEverChanged() throws SQLException {
        TokenHash token = fresh();
        Change change = done(accounts.propose(new Proposal.Add(BOB, token), REASON, ADMINISTRATOR));
        done(accounts.confirm(change.number(), SUPERVISOR));
        done(accounts.cutOff("bob", "laptop stolen", SUPERVISOR));
        Change back = done(accounts.propose(new Proposal.Restore("bob", fresh()), "found", SUPERVISOR));
        done(accounts.refuse(back.number(), "not his", ADMINISTRATOR));
        done(accounts.replaceToken(office.token(Role.AUDITOR).hash(), fresh(), Office.person(Role.AUDITOR)));

        List<AccountEntry> newest = log(Role.AUDITOR, 7);
        assertThat(newest)
                .extracting(entry -> entry.deed().what())
                .containsExactly(
                        What.TOKEN_REPLACED,
                        What.REFUSED,
                        What.PROPOSED,
                        What.CUT_OFF,
                        What.TOKEN_GIVEN,
                        What.CONFIRMED,
                        What.PROPOSED);
        assertThat(newest.getLast().deed())
                .isEqualTo(new AccountEntry.Deed(
                        "administrator",
                        What.PROPOSED,
                        "bob",
                        OptionalLong.of(1),
                        "add 'Bob' as duty-officer with token " + token.fingerprint(),
                        REASON));
        assertThat(log(Role.AUDITOR, 200)).hasSize(7 + Role.values().length);

        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"))) {
            for (String attempt : List.of("UPDATE account_log SET who = 'mallory'", "DELETE FROM account_log")) {
                assertThatThrownBy(() -> raw.createStatement().execute(attempt))
                        .hasMessageContaining("lines are only added");
            }
        }
    }

    @Test
    void aLineIsUnseenUntilADataProtectionOfficerHasReadThatVeryLine() {
        int seeded = Role.values().length;
        assertThat(listing().unseen()).isEqualTo(seeded);
        log(Role.AUDITOR, 200);
        assertThat(listing().unseen()).isEqualTo(seeded);

        log(Role.DATA_PROTECTION_OFFICER, 3);
        assertThat(listing().unseen()).isEqualTo(seeded - 3);
        Accounts.LogListing rest = done(accounts.log(
                new Accounts.LogFilter(OptionalLong.empty(), 200, true), Office.person(Role.DATA_PROTECTION_OFFICER)));
        assertThat(rest.entries()).hasSize(seeded - 3);
        assertThat(listing().unseen()).isZero();
        assertThat(log(Role.AUDITOR, 200)).allMatch(entry -> entry.seenAt().isPresent());
    }

    @Test
    void theLogIsReadInPagesNewestFirst() {
        Accounts.LogListing first =
                done(accounts.log(new Accounts.LogFilter(OptionalLong.empty(), 5, false), Office.person(Role.AUDITOR)));
        assertThat(first.next()).isPresent();
        Accounts.LogListing second = done(accounts.log(
                new Accounts.LogFilter(OptionalLong.of(first.next().orElseThrow()), 5, false),
                Office.person(Role.AUDITOR)));
        assertThat(second.next()).isEmpty();
        assertThat(second.entries()).hasSize(Role.values().length - 5);
        assertThat(second.entries().getFirst().number())
                .isEqualTo(first.entries().getLast().number() - 1);
    }

    private void addTrustee(Person person) {
        Change change = done(accounts.propose(new Proposal.Add(person, fresh()), REASON, ADMINISTRATOR));
        done(accounts.confirm(change.number(), SUPERVISOR));
    }

    private List<AccountEntry> log(Role reader, int limit) {
        return done(accounts.log(new Accounts.LogFilter(OptionalLong.empty(), limit, false), Office.person(reader)))
                .entries();
    }

    private Accounts.Listing listing() {
        return done(accounts.list());
    }

    private Optional<Person> whose(TokenHash token) {
        return office.written(ledger -> ledger.people().byToken(token));
    }

    private static TokenHash fresh() {
        return Office.freshToken().hash();
    }

    private static <R> R done(Ruling<R> ruling) {
        assertThat(ruling).isInstanceOf(Ruling.Done.class);
        return ((Ruling.Done<R>) ruling).result();
    }

    private static String why(Ruling<?> ruling) {
        assertThat(ruling).isInstanceOf(Ruling.Conflict.class);
        return ((Ruling.Conflict<?>) ruling).why();
    }
}
