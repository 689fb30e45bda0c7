package eu.vigil.node.dispatch;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.wire.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the durable list of what was accepted for sending and is not yet receipted. */
public interface Outbox {
    /** Adds a message with the sealed bytes that every attempt sends, as long as its peer has the key for them. */
    void add(OutboxRow row, Envelope envelope);

    /** Everything that waits, in order of acceptance. */
    List<OutboxRow> waiting();

    /** The sealed bytes, also of what has ended: the peer may lose it and ask again. Empty for an unknown id. */
    Optional<Envelope> envelope(NetworkId network, MessageId id);

    /** DER SignedData of a message that was added. Empty for an unknown id, and for a message that belongs to no case. */
    Optional<ByteString> signedData(NetworkId network, MessageId id);

    /** Puts what is sealed for another key of the peer in the place of what was. */
    void sealedAgain(OutboxRow row, Envelope envelope);

    /** Remembers that an attempt may have been made. Returns false, and no attempt may be, if its wait has ended. */
    boolean attempted(NetworkId network, MessageId id);

    /** Ends the wait: receipted, withdrawn, or never to leave. Returns false if it had ended already. */
    boolean end(NetworkId network, MessageId id, Instant at);
}
