/** Who takes part, by whose signature: the entry that each participant signs and the directory that the authority signs. */
@NullMarked
package eu.vigil.pki.directory;

import org.jspecify.annotations.NullMarked;
