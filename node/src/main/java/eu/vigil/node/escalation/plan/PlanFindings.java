package eu.vigil.node.escalation.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is allowed in a plan and may still leave a request unseen: shown by the doctor and on the console. */
public final class PlanFindings {
    private static final Duration GAPS_WITHIN = Duration.ofDays(14);

    private PlanFindings() {}

    /** Every weakness seen from {@code now}, each a sentence that begins with the key it is about. */
    public static List<String> of(EscalationPlan plan, Instant now) {
        List<String> findings = new ArrayList<>();
        for (Rota rota : new TreeMap<>(plan.rotas()).values()) {
            gaps(rota, now).forEach(gap -> findings.add("escalation.rotas.%s: %s".formatted(rota.name(), gap)));
        }
        for (Policy policy : new TreeMap<>(plan.policies()).values()) {
            policyFindings(plan, policy, findings);
        }
        return List.copyOf(findings);
    }

    /** Every stretch of the next 14 days in which nobody is on call, in words. */
    public static List<String> gaps(Rota rota, Instant now) {
        return rota.gaps(now, GAPS_WITHIN).stream()
                .map(gap -> "nobody is on call from %s to %s".formatted(gap.from(), gap.to()))
                .toList();
    }

    private static void policyFindings(EscalationPlan plan, Policy policy, List<String> findings) {
        String key = "escalation.policies.%s".formatted(policy.name());
        for (int step = 0; step < policy.steps().size(); step++) {
            if (policy.steps().get(step).targets().isEmpty()) {
                findings.add("%s.steps: step %d calls nobody".formatted(key, step));
            }
        }
        if (policy.catchAll().isEmpty()) {
            findings.add("%s.catch-all: nobody is called when a step reaches nobody".formatted(key));
        }
        List<Channel> channels = channelsOf(plan, policy).stream()
                .flatMap(name -> Optional.ofNullable(plan.channels().get(name)).stream())
                .toList();
        boolean independent =
                channels.stream().anyMatch(one -> channels.stream().anyMatch(one::independentOf));
        if (!independent) {
            findings.add("%s: fewer than two channels that are independent (host and port differ)".formatted(key));
        }
    }

    private static Set<String> channelsOf(EscalationPlan plan, Policy policy) {
        Set<String> names = new HashSet<>();
        policy.steps().forEach(step -> step.targets().forEach(target -> names.addAll(channelsOf(plan, target))));
        policy.catchAll().forEach(target -> names.addAll(channelsOf(plan, target)));
        return names;
    }

    private static Set<String> channelsOf(EscalationPlan plan, Target target) {
        return switch (target) {
            case Target.OfChannel(String channel) -> Set.of(channel);
            case Target.OfPerson(String person) -> channelsOfPerson(plan, person);
            case Target.OfRota(String name) -> {
                Set<String> names = new HashSet<>();
                Optional.ofNullable(plan.rotas().get(name)).ifPresent(rota -> {
                    rota.people().forEach(person -> names.addAll(channelsOfPerson(plan, person)));
                });
                yield names;
            }
        };
    }

    private static Set<String> channelsOfPerson(EscalationPlan plan, String key) {
        Person person = plan.people().get(key);
        return person == null ? Set.of() : Set.copyOf(person.channels());
    }
}
