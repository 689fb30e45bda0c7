package eu.vigil.config.key;

import java.util.List;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * A list as the value of one node. Children of one name would do for Commons Configuration, but there a list of one is no list and an
 * empty one is nothing.
 *
 * @param nodes the elements
 */
public record Items(List<ImmutableNode> nodes) {}
