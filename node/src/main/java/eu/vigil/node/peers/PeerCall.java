package eu.vigil.node.peers;

import java.time.Instant;

/**
 * The links that a peer dials to us.
 *
 * @param open whether it holds one
 * @param since since when it does, or no longer does
 */
public record PeerCall(boolean open, Instant since) {}
