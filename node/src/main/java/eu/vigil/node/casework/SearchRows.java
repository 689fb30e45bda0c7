package eu.vigil.node.casework;

import eu.vigil.protocol.id.CaseRef;
import java.util.List;
import java.util.Set;

/** Port: by which words cases are found, each kept as a keyed hash that tells nothing to who does not know the word. */
public interface SearchRows {
    /** Messages of cases whose words are not kept yet, at most {@code most}. */
    List<StoredMessage> unsearched(int most);

    /** Keeps the words of a message. */
    void keep(StoredMessage message, Set<String> words);

    /** The cases with that word. */
    List<CaseRef> find(String word);
}
