package eu.vigil.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What people were told, written outside the nodes: only what a node itself has said yes to, and what reached a pager. */
final class ToldLedger {
    private final List<Told> told = new ArrayList<>();
    private final List<Rung> rung = new ArrayList<>();
    private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();

    /** What can be said yes to. */
    enum Deed {
        DRAFT,
        SEND,
        ACKNOWLEDGE,
        INDICATE
    }

    /** A node said yes. */
    record Told(Deed deed, String node, String caseRef, Instant at) {}

    /** A page reached the pager. */
    record Rung(String id, String caseRef, String place, Instant at) {}

    synchronized void accepted(Deed deed, String node, String caseRef) {
        told.add(new Told(deed, node, caseRef, Instant.now()));
        if (deed == Deed.ACKNOWLEDGE) {
            acknowledged.put(caseRef, true);
        }
    }

    synchronized void rang(Rung page) {
        rung.add(page);
    }

    synchronized List<Told> told(Deed deed) {
        return told.stream().filter(one -> one.deed() == deed).toList();
    }

    synchronized List<Rung> rung() {
        return List.copyOf(rung);
    }

    synchronized boolean rang(String caseRef) {
        return rung.stream().anyMatch(page -> page.caseRef().equals(caseRef));
    }

    /** How often a node said yes to something that must reach the other one. */
    synchronized long accepted() {
        return told.stream().filter(one -> one.deed() != Deed.DRAFT).count();
    }

    /** Requests of a node that nobody has acknowledged yet as far as anybody was told. */
    synchronized long open(String node) {
        return told.stream()
                .filter(one -> one.deed() == Deed.SEND && one.node().equals(node))
                .filter(one -> !acknowledged.containsKey(one.caseRef()))
                .count();
    }

    synchronized Optional<Told> last() {
        return told.isEmpty() ? Optional.empty() : Optional.of(told.getLast());
    }
}
