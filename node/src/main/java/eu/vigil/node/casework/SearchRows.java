package eu.vigil.node.casework;

import eu.vigil.protocol.id.CaseRef;
import java.util.List;
import java.util.Set;

/** Port: by which words cases are found, each kept as a keyed hash that tells nothing to who does not know the word. */
public interface SearchRows {
    /**
     * A message of a case, whose words are not kept yet.
     *
     * @param number its place in the queue
     */
    record Unsearched(long number, StoredMessage message) {}

    /** Messages whose words are not kept yet, the longest waiting first, at most {@code most}. */
    List<Unsearched> unsearched(int most);

    /** Keeps the words of a message, which then no longer waits for it. */
    void keep(Unsearched message, Set<String> words);

    /** The cases with that word. */
    List<CaseRef> find(String word);
}
