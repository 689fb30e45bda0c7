package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.PageTokens;
import java.util.Optional;

/** Hashes of page links' tokens as rows. */
record SqlitePageTokens(Handle handle) implements PageTokens {
    @Override
    public void insert(ByteString hash, PageId page) {
        handle.createUpdate("INSERT INTO page_token (hash, page_id) VALUES (:hash, :page)")
                .bind("hash", hash)
                .bind("page", page.value())
                .execute();
    }

    @Override
    public Optional<PageId> find(ByteString hash) {
        return handle.createQuery("SELECT page_id FROM page_token WHERE hash = :hash")
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne()
                .map(PageId::new);
    }
}
