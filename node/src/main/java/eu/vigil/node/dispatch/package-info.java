/** A message leaves: what waits for each peer, when it may go, and the receipt that ends its wait. */
@NullMarked
package eu.vigil.node.dispatch;

import org.jspecify.annotations.NullMarked;
