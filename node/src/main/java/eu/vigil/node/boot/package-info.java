/** The wiring, by hand: the only room that knows all the others; it opens them in order and closes them in reverse. */
@NullMarked
package eu.vigil.node.boot;

import org.jspecify.annotations.NullMarked;
