/**
 * The journal: one writer commits everything in batches, and only what is committed is signed, answered or told.
 */
@NullMarked
package eu.vigil.node.journal;

import org.jspecify.annotations.NullMarked;
