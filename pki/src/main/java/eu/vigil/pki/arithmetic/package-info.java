/** The arithmetic under the formats: each job of suite 1 done by the fastest provider that loads, with the same results from any. */
@NullMarked
package eu.vigil.pki.arithmetic;

import org.jspecify.annotations.NullMarked;
