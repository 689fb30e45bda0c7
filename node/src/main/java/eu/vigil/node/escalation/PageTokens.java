package eu.vigil.node.escalation;

import com.google.protobuf.ByteString;
import java.util.Optional;

/** Port: the tokens of page links, of which only hashes are kept. Writes happen in the caller's transaction. */
public interface PageTokens {
    /** Keeps the SHA-256 of a token of this page. */
    void insert(ByteString hash, PageId page);

    /** The page of a token. */
    Optional<PageId> find(ByteString hash);
}
