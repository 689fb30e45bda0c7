package eu.vigil.node.link;

import eu.vigil.protocol.wire.Bye;

/**
 * Why a dialled link is over, or was never made.
 *
 * @param reason what the last Bye said, from either side; {@code REASON_UNSPECIFIED} if there was none
 * @param text for the operator: which addresses were tried, what TLS or the peer said
 */
public record LinkClosed(Bye.Reason reason, String text) {}
