package eu.vigil.node.casework;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.CaseRef;
import java.util.List;
import java.util.Optional;

/** Port: what is written and not yet released, one text a request. It lies under its case's key like everything of the case. */
public interface Drafts {
    /**
     * A text, and the mark of this state of it.
     *
     * @param mark another one after each {@link #put}
     */
    record Kept(Writing writing, ByteString mark) {}

    /** Keeps a text, in place of the one before. */
    void put(Writing writing);

    Optional<Kept> find(RequestRecord request);

    /** A text, with its request as it stands. */
    record Waiting(RequestRecord request, Kept kept) {}

    /** What is written and not yet released in these cases, of the newest request first. */
    List<Waiting> ofCases(List<CaseRef> cases);

    /** Takes out what was found; false, and nothing is taken, if it does not wait any more as it was. */
    boolean take(Kept found);
}
