/** What an auditor can ask of the logs: recompute all that they claim, in slices, and name what does not hold. */
@NullMarked
package eu.vigil.node.operator.audit;

import org.jspecify.annotations.NullMarked;
