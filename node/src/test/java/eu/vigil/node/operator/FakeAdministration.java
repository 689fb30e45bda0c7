package eu.vigil.node.operator;

import eu.vigil.node.escalation.ChannelTrial;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Route;
import eu.vigil.node.escalation.plan.Target;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.operator.accounts.Accounts;
import eu.vigil.node.operator.accounts.Change;
import eu.vigil.node.operator.accounts.Proposal;
import eu.vigil.node.operator.accounts.Ruling;
import eu.vigil.node.operator.audit.AuditSlice;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.TokenHash;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** A node with nobody's account, empty logs, and two channels of which the first takes every page and the second none. */
final class FakeAdministration {
    private FakeAdministration() {}

    static Administration make() {
        return new Administration(
                new NobodysAccounts(),
                _ -> new Answer.Done<>(new AuditSlice(List.of(), Optional.empty())),
                new ChannelTrial(
                        FakeAdministration::plan,
                        (channel, _, _) -> CompletableFuture.completedStage(
                                channel.name().equals("desk")
                                        ? new Outcome.Delivered(204)
                                        : new Outcome.Refused("HTTP 401")),
                        () -> TestServer.NOW,
                        new SplittableRandom(1)),
                new FakeDrills(TestServer.NOW),
                new FakeCalls(TestServer.NOW),
                () -> new Rereading.Outcome(List.of("escalation.rotas: changed"), List.of(), List.of()));
    }

    private static EscalationPlan plan() {
        return new EscalationPlan(
                Map.of(
                        "desk", channel("desk", "https://desk.example/secret-path"),
                        "phone", channel("phone", "https://phone.example/hook")),
                Map.of("carol", new eu.vigil.node.escalation.plan.Person("carol", "Carol", List.of("phone", "desk"))),
                Map.of(),
                Map.of(
                        "all",
                        new Policy(
                                "all",
                                List.of(new Policy.Step(Duration.ZERO, List.of(new Target.OfChannel("desk")))),
                                Duration.ofMinutes(5),
                                List.of())),
                List.of(new Route(EnumSet.allOf(Urgency.class), "all")),
                Optional.empty());
    }

    private static Channel channel(String name, String url) {
        return new Channel(name, Channel.Format.STANDARD_WEBHOOKS, URI.create(url), Optional.empty(), false);
    }

    private record NobodysAccounts() implements Accounts {
        private static <R> Ruling<R> nobody() {
            return new Ruling.NotFound<>("there is nobody");
        }

        @Override
        public Ruling<Listing> list() {
            return new Ruling.Done<>(new Listing(List.of(), List.of(), 0));
        }

        @Override
        public Ruling<Change> propose(Proposal proposal, String reason, Person by) {
            return nobody();
        }

        @Override
        public Ruling<Change> confirm(long change, Person by) {
            return nobody();
        }

        @Override
        public Ruling<Change> refuse(long change, String reason, Person by) {
            return nobody();
        }

        @Override
        public Ruling<Account> cutOff(String person, String reason, Person by) {
            return nobody();
        }

        @Override
        public Ruling<Account> replaceToken(TokenHash old, TokenHash fresh, Person by) {
            return nobody();
        }

        @Override
        public Ruling<Account> revokeToken(TokenHash token, Person by) {
            return nobody();
        }

        @Override
        public Ruling<LogListing> log(LogFilter filter, Person reader) {
            return new Ruling.Done<>(new LogListing(List.of(), Optional.empty()));
        }
    }
}
