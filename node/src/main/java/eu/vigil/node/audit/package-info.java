/** The audit: takes nothing that is stored for granted and computes it again, a slice at a time, beside the running node. */
@NullMarked
package eu.vigil.node.audit;

import org.jspecify.annotations.NullMarked;
