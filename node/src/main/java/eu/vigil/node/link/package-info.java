/** Links over TLS: Netty carries out what {@code protocol.link} decides, on one event loop a link, and decides nothing itself. */
@NullMarked
package eu.vigil.node.link;

import org.jspecify.annotations.NullMarked;
