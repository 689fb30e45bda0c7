/**
 * The doctor: what is not well with a node, and what to do about it.
 *
 * <p>Each check judges facts and reads nothing itself, so that every limit can be tried at its edge; small collectors beside
 * them ask the machine.
 */
@NullMarked
package eu.vigil.node.doctor;

import org.jspecify.annotations.NullMarked;
