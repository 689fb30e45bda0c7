/** What single operations cost: time, and garbage with {@code -prof gc}. */
@NullMarked
package eu.vigil.bench.operations;

import org.jspecify.annotations.NullMarked;
