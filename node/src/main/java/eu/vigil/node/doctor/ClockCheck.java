package eu.vigil.node.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Deadlines, receipts and shifts all rest on the clock. */
public record ClockCheck(ClockFacts facts) implements Check {
    /** From here on a sender alarms over our receipts. */
    static final Duration APART_MAX = Duration.ofSeconds(60);

    private static final Duration APART_WARNING = Duration.ofSeconds(5);
    private static final String SYNCHRONISE =
            "switch synchronisation on: timedatectl set-ntp true, then timedatectl status";

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        facts.newestBatch()
                .filter(newest -> newest.isAfter(facts.now().plus(APART_WARNING)))
                .ifPresent(newest -> findings.add(Finding.failed(
                        "the clock says %s, but the store holds something of %s"
                                .formatted(seconds(facts.now()), seconds(newest)),
                        SYNCHRONISE)));
        facts.node()
                .filter(node -> apart(node).compareTo(APART_MAX) >= 0)
                .ifPresent(node -> findings.add(Finding.failed(
                        "the node's time and the machine's are %s apart: the clock was set while the node ran"
                                .formatted(Words.span(apart(node))),
                        "make sure of the clock (timedatectl status), then systemctl restart vigil")));
        if (facts.synchronised().filter(yes -> !yes).isPresent()) {
            findings.add(Finding.warning("nothing keeps the clock right", SYNCHRONISE));
        }
        new TreeMap<>(facts.peersAhead()).forEach((peer, ahead) -> peer(peer, ahead, findings));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("%s, %s%s"
                    .formatted(
                            seconds(facts.now()),
                            facts.synchronised().isPresent()
                                    ? "synchronised"
                                    : "whether it is synchronised is not known here",
                            facts.peersAhead().isEmpty() ? "" : ", together with its peers")));
        }
        return findings;
    }

    private static void peer(String peer, Duration ahead, List<Finding> findings) {
        String what = "the clock of %s is %s %s ours"
                .formatted(peer, Words.span(ahead), ahead.isNegative() ? "behind" : "ahead of");
        String remedy = "timedatectl status; if ours is right, call %s (vigil peer show %s)".formatted(peer, peer);
        if (ahead.abs().compareTo(APART_MAX) >= 0) {
            findings.add(Finding.failed(what, remedy));
        } else if (ahead.abs().compareTo(APART_WARNING) >= 0) {
            findings.add(Finding.warning(what, remedy));
        }
    }

    private Duration apart(Instant other) {
        return Duration.between(facts.now(), other).abs();
    }

    private static Instant seconds(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }
}
