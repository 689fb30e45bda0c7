package eu.vigil.node.doctor;

import java.util.List;

/** The section {@code escalation} makes no plan, so the node cannot start. */
public record NoPlanCheck(String why) implements Check {
    @Override
    public String name() {
        return "escalation";
    }

    @Override
    public List<Finding> look() {
        return List.of(
                Finding.failed(why, "write it as vigil config reference says; until then the node does not start"));
    }
}
