/** Whole nodes as processes: what only real processes, real sockets and real kills can show. */
@NullMarked
package eu.vigil.node.process;

import org.jspecify.annotations.NullMarked;
