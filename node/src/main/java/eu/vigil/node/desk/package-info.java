/** What officers do with requests: the operator's desk, answered from the books of cases, the outbox and the pager. */
@NullMarked
package eu.vigil.node.desk;

import org.jspecify.annotations.NullMarked;
