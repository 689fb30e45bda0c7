/** Who may say what to whom: one page of tables that a lawyer can read, and one check that applies it on both sides. */
@NullMarked
package eu.vigil.protocol.policy;

import org.jspecify.annotations.NullMarked;
