package eu.vigil.node.store;

import eu.vigil.node.escalation.PinnedPolicies;
import eu.vigil.node.escalation.PinnedPolicy;
import eu.vigil.node.escalation.plan.Policy;
import java.util.Set;

/**
 * Versions of policies as rows.
 *
 * @param pinned those of which the row is known to be there
 */
record SqlitePinnedPolicies(Handle handle, Set<String> pinned) implements PinnedPolicies {
    @Override
    public void pin(PinnedPolicy policy) {
        if (!pinned.add(policy.version())) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO pinned_policy (version, text) VALUES (:version, :text)
                        ON CONFLICT (version) DO NOTHING""")
                .bind("version", policy.version())
                .bind("text", policy.text())
                .execute();
    }

    @Override
    public Policy find(String version) {
        String text = handle.createQuery("SELECT text FROM pinned_policy WHERE version = :version")
                .bind("version", version)
                .mapTo(String.class)
                .one();
        return new PinnedPolicy(version, text).policy();
    }
}
