/** Suite 1: a message is signed, then encrypted twice to one recipient; what cannot be opened exactly so is refused. */
@NullMarked
package eu.vigil.pki.seal;

import org.jspecify.annotations.NullMarked;
