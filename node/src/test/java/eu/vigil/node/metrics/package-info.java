/** What the metrics promise to those who watch them. */
@NullMarked
package eu.vigil.node.metrics;

import org.jspecify.annotations.NullMarked;
