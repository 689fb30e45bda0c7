package eu.vigil.node.casework;

import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Message;
import java.util.Optional;

/** Port: what is written and not yet released. A draft lies under its case's key like everything of the case. */
public interface Drafts {
    void put(MessageId request, CaseRef caseRef, Message draft);

    Optional<Message> find(MessageId request);

    void remove(MessageId request);
}
