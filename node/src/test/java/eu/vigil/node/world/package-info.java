/** Real processes on loopback: whole nodes, started, spoken to and killed from outside. */
@NullMarked
package eu.vigil.node.world;

import org.jspecify.annotations.NullMarked;
