package eu.vigil.node.casework;

import eu.vigil.protocol.id.MessageId;
import java.util.Optional;

/** Port: what is written and not yet released, one text a request. It lies under its case's key like everything of the case. */
public interface Drafts {
    /** Keeps a text, in place of the one before. */
    void put(Writing writing);

    Optional<Writing> find(MessageId request);

    void remove(MessageId request);
}
