package eu.vigil.node.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every peer can be reached, and nothing waits for it too long. */
public record PeersCheck(NodeFacts.Running node) implements Check {
    private static final Duration WAITING_MAX = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (NodeFacts.Peer peer : node.peers()) {
            unwell(peer).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    node.peers().isEmpty()
                            ? "the directory names no other participant"
                            : "all %d links are open, nothing waits too long"
                                    .formatted(node.peers().size())));
        }
        return findings;
    }

    private Optional<Finding> unwell(NodeFacts.Peer peer) {
        String name = "%s in %s".formatted(peer.id(), peer.network());
        String call = peer.telephones().isEmpty()
                ? "vigil peer show %s, and call its contact point".formatted(peer.id())
                : "call %s: %s".formatted(peer.id(), String.join(" or ", peer.telephones()));
        String waits = peer.waiting() == 0
                ? ""
                : "; %d messages wait%s"
                        .formatted(
                                peer.waiting(),
                                peer.oldestWaiting()
                                        .map(at -> ", the first for " + ago(at))
                                        .orElse(""));
        boolean late = peer.oldestWaiting()
                .filter(at -> Duration.between(at, node.now()).compareTo(WAITING_MAX) > 0)
                .isPresent();
        if (!peer.open()) {
            String what = "%s is not reached%s%s%s"
                    .formatted(
                            name,
                            peer.since().map(at -> " for " + ago(at)).orElse(""),
                            waits,
                            peer.trouble().isEmpty() ? "" : ": " + peer.trouble());
            String remedy = call + "; look from here with vigil peer list";
            return Optional.of(late ? Finding.failed(what, remedy) : Finding.warning(what, remedy));
        }
        return late
                ? Optional.of(Finding.failed("%s gives no receipts%s".formatted(name, waits), call))
                : Optional.empty();
    }

    private String ago(Instant at) {
        return Words.span(Duration.between(at, node.now()));
    }
}
