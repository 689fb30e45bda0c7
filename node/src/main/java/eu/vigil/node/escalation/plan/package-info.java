/** Whom to call and when, worked out from values alone: no clock, no file and no network is touched here. */
@NullMarked
package eu.vigil.node.escalation.plan;

import org.jspecify.annotations.NullMarked;
