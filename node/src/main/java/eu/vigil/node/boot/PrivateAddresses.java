package eu.vigil.node.boot;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.node.escalation.webhook.AddressRule;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The private addresses that webhooks may go to, as the configuration lists them at the moment. */
final class PrivateAddresses implements Supplier<List<AddressRule.Range>> {
    private final AtomicReference<List<AddressRule.Range>> listed;

    PrivateAddresses(EscalationConfig config) {
        listed = new AtomicReference<>(ranges(config));
    }

    void renew(EscalationConfig config) {
        listed.set(ranges(config));
    }

    private static List<AddressRule.Range> ranges(EscalationConfig config) {
        return config.privateAddresses().stream()
                .map(range -> AddressRule.range(range.toString()))
                .toList();
    }

    @Override
    public List<AddressRule.Range> get() {
        return listed.get();
    }
}
