/** Who is at the keyboard: people, their roles and their tokens, of which only hashes are kept. */
@NullMarked
package eu.vigil.node.operator.people;

import org.jspecify.annotations.NullMarked;
