package eu.vigil.node.casework;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Receipt;
import java.util.List;
import java.util.Optional;

/** Port: every signed message that left or arrived. (network, sender, id) is unique for ever. */
public interface Messages {
    /** Enters a message. Its (network, sender, id) must not be claimed yet. */
    void insert(StoredMessage message);

    /** What claimed this id first. */
    Optional<Claim> claim(NetworkId network, ParticipantId sender, MessageId id);

    /** The kind of a message of ours. */
    Optional<String> kind(NetworkId network, MessageId id);

    /** A message of a case, by what names it for ever. */
    Optional<StoredMessage> find(NetworkId network, ParticipantId sender, MessageId id);

    /** The messages of a case in the order in which they became durable. */
    List<StoredMessage> ofCase(NetworkId network, CaseRef caseRef);

    /** Keeps the peer's receipt for a message of ours. */
    void receipted(NetworkId network, MessageId id, Receipt receipt);

    /** The peer's receipt for a message of ours. */
    Optional<Receipt> receipt(NetworkId network, MessageId id);

    /** The content that first used an id, and its leaf. */
    record Claim(ByteString digest, LeafPosition position) {}
}
