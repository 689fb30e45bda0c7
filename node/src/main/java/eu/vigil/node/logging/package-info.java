/** One event a line, readable by people and machines, with nothing in it that could pass for another line. */
@NullMarked
package eu.vigil.node.logging;

import org.jspecify.annotations.NullMarked;
