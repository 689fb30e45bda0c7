package eu.vigil.node.journal;

import org.jspecify.annotations.Nullable;

/** Told, once, that nothing can be promised any more: the node closes its links and ends. */
@FunctionalInterface
public interface JournalFailure {
    /** The storage failed, or a commit's outcome is unknown. Called on the journal's thread, before any unit hears of it. */
    void failed(@Nullable Throwable cause);
}
