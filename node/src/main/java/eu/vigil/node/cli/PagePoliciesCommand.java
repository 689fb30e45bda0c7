package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PolicyConfig;
import eu.vigil.config.value.Urgency;
import eu.vigil.node.boot.EscalationPlans;
import eu.vigil.node.escalation.plan.PlanFindings;
import eu.vigil.node.logging.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code vigil page policies}: which incidents go where, and what is weak about it. Needs no node. */
@Command(
        name = "policies",
        description = {
            "Which policy serves which urgency, its steps, and what is weak about it.",
            "Needs no node, only the configuration."
        })
final class PagePoliciesCommand implements Callable<Integer> {
    private final EscalationFile file;

    PagePoliciesCommand(EscalationFile file) {
        this.file = file;
    }

    @Override
    public Integer call() {
        Instant now = file.surroundings().clock().instant();
        return file.read(config -> file.screen().show(() -> text(config, now), () -> json(config, now)));
    }

    private static String text(EscalationConfig config, Instant now) {
        if (config.policies().isEmpty()) {
            return "no policies\n";
        }
        Table table = new Table("POLICY", "SERVES", "STEP", "AFTER", "PAGES", "AGAIN EVERY");
        config.policies().forEach((name, policy) -> {
            List<String> serves =
                    served(config, name).stream().map(Urgency::toString).toList();
            for (int step = 0; step < policy.steps().size(); step++) {
                PolicyConfig.StepConfig one = policy.steps().get(step);
                table.row(
                        step == 0 ? name : "",
                        step > 0 ? "" : serves.isEmpty() ? "nothing" : String.join(", ", serves),
                        String.valueOf(step),
                        Spans.words(one.after()),
                        one.targets().isEmpty() ? "NOBODY" : targets(one.targets()),
                        Spans.words(policy.repeatEvery()));
            }
            table.row("", "", "-", "if nobody is reached", targets(policy.catchAll()), "");
        });
        return table
                + findings(config, now).stream()
                        .map(finding -> "warning: " + Visible.of(finding) + "\n")
                        .collect(Collectors.joining());
    }

    private static ObjectNode json(EscalationConfig config, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode policies = json.putArray("policies");
        config.policies().forEach((name, policy) -> {
            ObjectNode one = policies.addObject().put("policy", name);
            ArrayNode serves = one.putArray("serves");
            served(config, name).forEach(urgency -> serves.add(urgency.name()));
            ArrayNode steps = one.putArray("steps");
            policy.steps().forEach(step -> {
                ArrayNode notify =
                        steps.addObject().put("after", step.after().toString()).putArray("notify");
                step.targets().forEach(target -> notify.add(target.toString()));
            });
            one.put("repeatEvery", policy.repeatEvery().toString());
            ArrayNode catchAll = one.putArray("catchAll");
            policy.catchAll().forEach(target -> catchAll.add(target.toString()));
        });
        ArrayNode findings = json.putArray("findings");
        findings(config, now).forEach(findings::add);
        return json;
    }

    /** The urgencies whose first route leads to the policy. */
    private static List<Urgency> served(EscalationConfig config, String policy) {
        return Arrays.stream(Urgency.values())
                .filter(urgency -> config.routes().stream()
                        .filter(route -> route.serves(urgency))
                        .findFirst()
                        .filter(route -> route.policy().equals(policy))
                        .isPresent())
                .toList();
    }

    private static List<String> findings(EscalationConfig config, Instant now) {
        List<String> findings = new ArrayList<>();
        if (config.routes().isEmpty()) {
            findings.add("escalation.routes: there is none: nobody is paged, whatever comes in");
        }
        config.policies().keySet().stream()
                .findFirst()
                .ifPresent(any -> findings.addAll(PlanFindings.of(EscalationPlans.onPaper(config, any), now)));
        return findings;
    }

    private static String targets(List<eu.vigil.config.value.Target> targets) {
        return targets.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
