package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Policy;

/** Port: the policies under which incidents were opened, each version kept for good. */
public interface PinnedPolicies {
    /** Keeps a version; one that is known is left as it is. */
    void pin(PinnedPolicy policy);

    /** The policy of a version that an incident names. */
    Policy find(String version);
}
