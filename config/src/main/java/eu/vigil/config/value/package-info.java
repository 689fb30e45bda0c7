/** What one key can hold: small values with their units, each with one way to write it and words for what would be right. */
@NullMarked
package eu.vigil.config.value;

import org.jspecify.annotations.NullMarked;
