package eu.vigil.node.doctor;

import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.PlanFindings;
import java.time.Instant;
import java.util.List;

/** Somebody is called whatever comes in, tonight and for the next 14 days. */
public record PoliciesCheck(EscalationPlan plan, Instant now) implements Check {
    @Override
    public String name() {
        return "escalation";
    }

    @Override
    public List<Finding> look() {
        List<String> weak = PlanFindings.of(plan, now);
        return weak.isEmpty()
                ? List.of(Finding.ok("%d policies, each over independent channels; no gap in the rotas for 14 days"
                        .formatted(plan.policies().size())))
                : weak.stream().map(what -> Finding.warning(what, remedy(what))).toList();
    }

    private static String remedy(String what) {
        if (what.contains("on call")) {
            return "put somebody into the rota or its overrides for that time";
        }
        return what.contains("independent")
                ? "add a channel at another provider to the policy's people or catch-all"
                : "name somebody in it, such as \"rota:duty\" or \"channel:desk\"";
    }
}
