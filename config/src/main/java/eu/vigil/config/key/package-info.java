/** A key is declared once, on a record's component; from that follow its reading, its checks, its manual and its test. */
@NullMarked
package eu.vigil.config.key;

import org.jspecify.annotations.NullMarked;
