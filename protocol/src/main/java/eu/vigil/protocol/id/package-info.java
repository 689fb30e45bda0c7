/** Who, where, which: the small validated values by which everything else is named. */
@NullMarked
package eu.vigil.protocol.id;

import org.jspecify.annotations.NullMarked;
