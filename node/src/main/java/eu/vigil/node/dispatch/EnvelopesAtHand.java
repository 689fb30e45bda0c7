package eu.vigil.node.dispatch;

import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Envelope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sealed bytes kept in memory between acceptance and receipt, as far as there is room; the others are read from the store. */
final class EnvelopesAtHand {
    private final int bytesMax;
    private final Map<MessageId, Envelope> envelopes = new HashMap<>();
    private int bytes;

    EnvelopesAtHand(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Keeps an envelope that is not yet kept, if there is room. */
    void keep(MessageId id, Envelope envelope) {
        int more = envelope.getSerializedSize();
        if (more <= bytesMax - bytes && envelopes.putIfAbsent(id, envelope) == null) {
            bytes += more;
        }
    }

    /** The envelope, or null if it has to be read. */
    @Nullable
    Envelope get(MessageId id) {
        return envelopes.get(id);
    }

    void forgetAll() {
        envelopes.clear();
        bytes = 0;
    }

    void forget(MessageId id) {
        Envelope forgotten = envelopes.remove(id);
        if (forgotten != null) {
            bytes -= forgotten.getSerializedSize();
        }
    }
}
