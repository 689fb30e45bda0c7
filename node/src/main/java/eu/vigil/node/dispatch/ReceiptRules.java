package eu.vigil.node.dispatch;

import com.google.protobuf.ByteString;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Leaf;
import java.util.Optional;

/** Whether a proven leaf speaks of the message that was sent. */
final class ReceiptRules {
    private ReceiptRules() {}

    /**
     * What is wrong with the leaf; empty if it fits.
     *
     * @param leaf proven to stand in the peer's log for us
     * @param envelope what was sent
     */
    static Optional<String> fault(Leaf leaf, OutboxRow row, Envelope envelope) {
        if (!leaf.getMessageId().equals(row.id().bytes())) {
            return Optional.of("the leaf is of another message");
        }
        return switch (leaf.getType()) {
            case RECEIVED -> digest(leaf, row.digest());
            case UNOPENED ->
                leaf.getDecision() == Decision.ACCEPTED
                        ? Optional.of("a leaf of what was never opened cannot accept it")
                        : digest(leaf, Sha256.of(envelope.getSealed()));
            case SENT, TYPE_UNSPECIFIED, UNRECOGNIZED -> Optional.of("the leaf is not of something received");
        };
    }

    private static Optional<String> digest(Leaf leaf, ByteString expected) {
        return leaf.getDigest().equals(expected)
                ? Optional.empty()
                : Optional.of("the leaf's digest is not that of what was sent");
    }
}
