package eu.vigil.node.boot;

import eu.vigil.config.ConfigReading.Loaded;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Setting;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.pki.key.NodeKeys;
import java.util.List;

/**
 * What the node works by at the moment.
 *
 * @param config with the new values of every key that can change while it runs, and the old ones of the others
 * @param settings the same, key by key
 */
record InForce(VigilConfig config, List<Setting> settings, EscalationPlan plan, NodeKeys keys) {
    /** At the start everything is as it was read. */
    static InForce first(Loaded<VigilConfig> read, Given given) {
        return new InForce(read.config(), read.settings(), given.plan(), given.keys());
    }
}
