package eu.vigil.node.operator;

import java.util.List;

/** Whether the node can do its work: durable storage, and a way to reach people. Asked by supervisors of processes. */
@FunctionalInterface
public interface Health {
    /** What is well and what is not, now. Must answer within a second, also when a part hangs. */
    Readiness readiness();

    /**
     * All parts: the store, the journal, the escalation cycle (it ran within 10 s), a usable channel.
     *
     * @param checks at least one
     */
    record Readiness(List<Check> checks) {
        /** Copies the list. */
        public Readiness {
            checks = List.copyOf(checks);
        }

        /** True if every part is well. */
        public boolean ready() {
            return checks.stream().allMatch(Check::well);
        }
    }

    /**
     * One part.
     *
     * @param name {@code store}, {@code journal}, {@code escalation}, {@code channel}
     * @param well whether it can do its work
     * @param detail for the operator: how it is, or what is wrong
     */
    record Check(String name, boolean well, String detail) {}
}
