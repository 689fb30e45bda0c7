/** Tells a watch outside the house that the pager lives, so that its silence can wake somebody. */
@NullMarked
package eu.vigil.node.escalation.deadman;

import org.jspecify.annotations.NullMarked;
