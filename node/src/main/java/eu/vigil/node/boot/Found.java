package eu.vigil.node.boot;

import java.util.List;
import java.util.Optional;

/**
 * What the machine held of something that the node needs: the thing, or all that is wrong with it.
 *
 * @param problems each a sentence that begins with the key it concerns; empty exactly if the thing is there
 */
record Found<T>(Optional<T> thing, List<String> problems) {
    static <T> Found<T> of(T thing) {
        return new Found<>(Optional.of(thing), List.of());
    }

    static <T> Found<T> nothing(List<String> problems) {
        return new Found<>(Optional.empty(), List.copyOf(problems));
    }

    static <T> Found<T> nothing(String problem) {
        return nothing(List.of(problem));
    }
}
