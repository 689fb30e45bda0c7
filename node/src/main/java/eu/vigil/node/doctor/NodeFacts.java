package eu.vigil.node.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the running node says of itself, if there is one. */
public sealed interface NodeFacts {
    /** Nothing answers; {@code why} says how that looked. */
    record Silent(String why) implements NodeFacts {}

    /** It answers, but not to whoever asks; {@code why} says what it wants. */
    record Refused(String why) implements NodeFacts {}

    /**
     * It answers.
     *
     * @param parts what its promise rests on
     */
    record Running(Instant now, List<Part> parts, List<Peer> peers) implements NodeFacts {
        /** Copies the lists. */
        public Running {
            parts = List.copyOf(parts);
            peers = List.copyOf(peers);
        }
    }

    /** One part: {@code store}, {@code journal}, {@code escalation}, {@code channel}. */
    record Part(String name, boolean well, String detail) {}

    /**
     * One peer.
     *
     * @param open whether our link to it is
     * @param since since when it is, or is not
     * @param waiting messages that wait for its receipt
     * @param oldestWaiting since when the first of them does
     * @param clockAhead by how much its clock was ahead of ours
     * @param trouble what hinders the link
     * @param telephones to call it
     */
    record Peer(
            String network,
            String id,
            boolean open,
            Optional<Instant> since,
            int waiting,
            Optional<Instant> oldestWaiting,
            Optional<Instant> lastReceipt,
            Optional<Duration> clockAhead,
            String trouble,
            List<String> telephones) {}
}
