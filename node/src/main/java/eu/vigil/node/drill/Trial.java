package eu.vigil.node.drill;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One question to a peer whether it is there.
 *
 * @param nonce comes back in the answer; nobody else knows it
 * @param by who asked: a person's name, or {@code node}
 * @param sentAt when it was sealed
 * @param giveUpAt without an answer by then it has failed
 * @param ending empty while it is open
 */
public record Trial(
        ByteString nonce,
        PeerId peer,
        Level level,
        String by,
        Instant sentAt,
        Instant giveUpAt,
        Optional<Ending> ending) {
    /** How it ended. */
    public sealed interface Ending {
        /** When. */
        Instant at();

        /**
         * The peer answered.
         *
         * @param officer who acknowledged there; of a machine's answer its word for itself
         */
        record Answered(Instant at, String officer) implements Ending {}

        /** It did not. */
        record Missed(Instant at) implements Ending {}
    }

    /** Its name for people and programs: the nonce in hexadecimal. */
    public String name() {
        return HexFormat.of().formatHex(nonce.toByteArray());
    }

    /** From sending to the answer; empty without one. */
    public Optional<Duration> taken() {
        return ending.flatMap(end -> switch (end) {
            case Ending.Answered answered -> Optional.of(Duration.between(sentAt, answered.at()));
            case Ending.Missed _ -> Optional.empty();
        });
    }

    /** The same, ended. */
    public Trial ended(Ending end) {
        return new Trial(nonce, peer, level, by, sentAt, giveUpAt, Optional.of(end));
    }
}
