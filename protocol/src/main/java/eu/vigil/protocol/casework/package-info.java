/** The life of a request, its holds and its deadlines: pure functions, the same on both sides, that read no clock. */
@NullMarked
package eu.vigil.protocol.casework;

import org.jspecify.annotations.NullMarked;
