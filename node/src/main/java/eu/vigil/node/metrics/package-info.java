/** What the node counts and measures, in Prometheus' words; the rooms that are measured do not know of it. */
@NullMarked
package eu.vigil.node.metrics;

import org.jspecify.annotations.NullMarked;
