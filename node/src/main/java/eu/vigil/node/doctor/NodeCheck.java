package eu.vigil.node.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * The daemon runs, and each part of it.
 *
 * @param locked whether some process holds the data folder
 */
public record NodeCheck(NodeFacts facts, boolean locked) implements Check {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<Finding> look() {
        return switch (facts) {
            case NodeFacts.Silent(var why) ->
                List.of(
                        locked
                                ? Finding.failed(
                                        "a node holds the data folder but does not answer: " + why,
                                        "journalctl -u vigil -n 50, then systemctl restart vigil")
                                : Finding.failed(
                                        "the node does not run: nothing is received, nobody is paged",
                                        "systemctl start vigil; if it ends again: journalctl -u vigil -n 50"));
            case NodeFacts.Refused(var why) ->
                List.of(Finding.warning(
                        "the node runs but tells us nothing: " + why,
                        "run vigil doctor as the node's user, or with --token-file"));
            case NodeFacts.Running running -> parts(running);
        };
    }

    private static List<Finding> parts(NodeFacts.Running running) {
        List<Finding> findings = new ArrayList<>();
        for (NodeFacts.Part part : running.parts()) {
            if (!part.well()) {
                findings.add(Finding.failed("%s: %s".formatted(part.name(), part.detail()), remedy(part)));
            }
        }
        if (findings.isEmpty()) {
            List<String> well = running.parts().stream()
                    .map(part -> "%s %s".formatted(part.name(), part.detail()))
                    .toList();
            findings.add(Finding.ok("runs: " + String.join("; ", well)));
        }
        return findings;
    }

    private static String remedy(NodeFacts.Part part) {
        return switch (part.name()) {
            case "channel" -> "give a channel a secret that can be read: see channels below";
            case "escalation" -> "nobody is paged in time: systemctl restart vigil, and watch with vigil page list";
            default -> "journalctl -u vigil -n 50, then systemctl restart vigil";
        };
    }
}
