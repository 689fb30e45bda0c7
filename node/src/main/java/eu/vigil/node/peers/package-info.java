/** The other contact points: what the directory says of each, and how the links with it stand. */
@NullMarked
package eu.vigil.node.peers;

import org.jspecify.annotations.NullMarked;
