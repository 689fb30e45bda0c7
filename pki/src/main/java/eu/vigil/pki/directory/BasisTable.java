package eu.vigil.pki.directory;

import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.LegalBasis;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which legal bases hold between whom and when. */
final class BasisTable {
    private final Map<Set<ParticipantId>, List<Period>> periods;

    /** A basis from one instant until, not including, another. */
    record Period(LegalBasis basis, Instant from, Optional<Instant> until) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && until.map(at::isBefore).orElse(true);
        }
    }

    BasisTable(Map<Set<ParticipantId>, List<Period>> periods) {
        Map<Set<ParticipantId>, List<Period>> copy = new HashMap<>();
        periods.forEach((pair, list) -> copy.put(Set.copyOf(pair), List.copyOf(list)));
        this.periods = Map.copyOf(copy);
    }

    boolean inForce(LegalBasis basis, ParticipantId a, ParticipantId b, Instant at) {
        return of(a, b).stream().anyMatch(period -> period.basis() == basis && period.contains(at));
    }

    Set<LegalBasis> inForce(ParticipantId a, ParticipantId b, Instant at) {
        Set<LegalBasis> bases = new TreeSet<>();
        of(a, b).stream().filter(period -> period.contains(at)).forEach(period -> bases.add(period.basis()));
        return bases;
    }

    private List<Period> of(ParticipantId a, ParticipantId b) {
        return a.equals(b) ? List.of() : periods.getOrDefault(Set.of(a, b), List.of());
    }
}
