/** The wiring's own parts, each alone. */
@NullMarked
package eu.vigil.node.boot;

import org.jspecify.annotations.NullMarked;
