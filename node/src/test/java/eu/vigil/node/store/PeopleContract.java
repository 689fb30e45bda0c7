package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.operator.people.PeopleLedger;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.SignIn;
import eu.vigil.node.operator.people.StoredPeople;
import eu.vigil.node.operator.people.TokenHash;
import eu.vigil.node.operator.people.Tokens;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store does with people and their tokens. */
abstract class PeopleContract extends StoreContract {
    private static final Person ALICE = new Person("alice", "Alice", Set.of(Role.DUTY_OFFICER, Role.APPROVER));
    private static final Person BOB = new Person("bob", "Bob", Set.of(Role.ADMINISTRATOR));

    private final TokenHash token = Tokens.create(new SecureRandom()).hash();
    private final TokenHash other = Tokens.create(new SecureRandom()).hash();

    @Test
    void aTokenLeadsToItsPersonWithAllRoles() {
        written(ledger -> ledger.people().add(ALICE, NIGHT) && ledger.people().give("alice", token, NIGHT));
        assertThat(holder(token)).contains(ALICE);
        assertThat(holder(other)).isEmpty();
        assertThat(this.<Optional<Person>>read(ledger -> ledger.people().find("alice")))
                .contains(ALICE);
    }

    @Test
    void aRevokedTokenLeadsNowhereAndOnlyThatOne() {
        written(ledger -> ledger.people().add(ALICE, NIGHT)
                && ledger.people().give("alice", token, NIGHT)
                && ledger.people().give("alice", other, NIGHT));
        assertThat(done(ledger -> ledger.people().revoke(token, NIGHT))).isTrue();
        assertThat(done(ledger -> ledger.people().revoke(token, NIGHT))).isFalse();
        assertThat(holder(token)).isEmpty();
        assertThat(holder(other)).contains(ALICE);
    }

    @Test
    void noTokenOfADisabledPersonHolds() {
        written(ledger -> ledger.people().add(ALICE, NIGHT)
                && ledger.people().add(BOB, NIGHT)
                && ledger.people().give("alice", token, NIGHT));
        assertThat(done(ledger -> ledger.people().disable("alice", NIGHT))).isTrue();
        assertThat(done(ledger -> ledger.people().disable("alice", NIGHT))).isFalse();
        assertThat(holder(token)).isEmpty();
        assertThat(this.<List<Person>>read(ledger -> ledger.people().active())).containsExactly(BOB);
    }

    @Test
    void anIdOrATokenIsTakenOnceAndNobodyHasNone() {
        written(ledger -> ledger.people().add(ALICE, NIGHT) && ledger.people().give("alice", token, NIGHT));
        Person impostor = new Person("alice", "Mallory", Set.of(Role.SUPERVISOR));
        assertThat(done(ledger -> ledger.people().add(impostor, NIGHT))).isFalse();
        assertThat(done(ledger ->
                        ledger.people().add(BOB, NIGHT) && ledger.people().give("bob", token, NIGHT)))
                .isFalse();
        assertThat(done(ledger -> ledger.people().give("nobody", other, NIGHT))).isFalse();
        assertThat(holder(token)).contains(ALICE);
    }

    @Test
    void theFileAddsWhoIsNotThereAndChangesNobody() {
        List<PeopleFile.Seed> seeds = List.of(new PeopleFile.Seed(ALICE, token), new PeopleFile.Seed(BOB, other));
        assertThat(this.<Integer>written(ledger -> PeopleFile.seed(ledger.people(), seeds, NIGHT)))
                .isEqualTo(2);
        written(ledger -> ledger.people().revoke(token, NIGHT));
        assertThat(this.<Integer>written(ledger -> PeopleFile.seed(ledger.people(), seeds, NIGHT)))
                .isZero();
        assertThat(holder(token)).isEmpty();
        assertThat(holder(other)).contains(BOB);
    }

    @Test
    void signInKnowsOfEachChangeAtOnceAndBetweenThemNeedNotAsk() {
        StoredPeople signIn = new StoredPeople(store().reads(), store().peopleChanges());
        assertThat(signIn.who(token)).isInstanceOf(SignIn.Outcome.Nobody.class);
        written(ledger -> ledger.people().add(ALICE, NIGHT) && ledger.people().give("alice", token, NIGHT));
        assertThat(signIn.remembered(token)).isEmpty();
        assertThat(signIn.who(token)).isEqualTo(new SignIn.Outcome.Known(ALICE));
        assertThat(signIn.remembered(token)).contains(ALICE);
        written(ledger -> ledger.pinnedPolicies() != null);
        assertThat(signIn.remembered(token)).contains(ALICE);
        written(ledger -> ledger.people().revoke(token, NIGHT));
        assertThat(signIn.remembered(token)).isEmpty();
        assertThat(signIn.who(token)).isInstanceOf(SignIn.Outcome.Nobody.class);
        assertThat(signIn.remembered(token)).isEmpty();
    }

    @Test
    void whatChangesWhileItIsReadIsNotRememberedAsItWas() {
        written(ledger -> ledger.people().add(ALICE, NIGHT) && ledger.people().give("alice", token, NIGHT));
        Reads<PeopleLedger> slow = new Reads<>() {
            @Override
            public <A> CompletionStage<A> read(Function<? super PeopleLedger, ? extends A> question) {
                CompletionStage<A> answer = store().read(question);
                return answer.thenApply(read -> {
                    written(ledger -> ledger.people().revoke(token, NIGHT));
                    return read;
                });
            }
        };
        StoredPeople signIn = new StoredPeople(slow, store().peopleChanges());
        assertThat(signIn.who(token)).isEqualTo(new SignIn.Outcome.Known(ALICE));
        assertThat(signIn.remembered(token)).isEmpty();
    }

    private Optional<Person> holder(TokenHash hash) {
        return read(ledger -> ledger.people().byToken(hash));
    }

    private boolean done(Function<StoreTransaction, Boolean> work) {
        return written(work);
    }
}
