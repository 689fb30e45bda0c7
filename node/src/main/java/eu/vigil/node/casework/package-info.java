/** What is said becomes a case: the books of requests and messages, and what each message does to them. */
@NullMarked
package eu.vigil.node.casework;

import org.jspecify.annotations.NullMarked;
