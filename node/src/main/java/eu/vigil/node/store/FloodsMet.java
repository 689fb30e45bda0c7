package eu.vigil.node.store;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What one transaction has learnt of floods, of which every message of a batch asks the same. Only what more incidents leave true is
 * kept; whoever ends or changes one says so.
 */
final class FloodsMet {
    private final Set<Asked> full = new HashSet<>();
    private final Map<Called, Incident> callers = new HashMap<>();

    private record Asked(ParticipantId peer, Instant since, int most) {}

    private record Called(ParticipantId peer, Urgency urgency, boolean drill) {}

    /** How many there are, up to {@code most}. */
    int counted(ParticipantId peer, Instant since, int most, IntSupplier count) {
        Asked asked = new Asked(peer, since, most);
        if (full.contains(asked)) {
            return most;
        }
        int counted = count.getAsInt();
        if (counted >= most) {
            full.add(asked);
        }
        return counted;
    }

    Optional<Incident> caller(ParticipantId peer, Urgency urgency, boolean drill, Supplier<Optional<Incident>> stored) {
        Called called = new Called(peer, urgency, drill);
        Incident known = callers.get(called);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Incident> found = stored.get();
        found.ifPresent(incident -> callers.put(called, incident));
        return found;
    }

    /** An incident changed or ended. */
    void forget() {
        full.clear();
        callers.clear();
    }
}
