/** A whole network of nodes in one thread, under a virtual clock and one seed; after every event what must always hold is checked. */
@NullMarked
package eu.vigil.node.sim;

import org.jspecify.annotations.NullMarked;
