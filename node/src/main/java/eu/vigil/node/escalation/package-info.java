/** Pages people through their channels until a human acknowledges; the part of the node that must not fail quietly. */
@NullMarked
package eu.vigil.node.escalation;

import org.jspecify.annotations.NullMarked;
