/** Who may come in is changed by two people; one alone can only shut a door, and every step is written down for the data-protection officer. */
@NullMarked
package eu.vigil.node.operator.accounts;

import org.jspecify.annotations.NullMarked;
