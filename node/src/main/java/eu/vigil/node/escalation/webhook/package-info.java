/** Standard Webhooks, both ends: sent to an address that was checked and pinned, received with the signature verified. */
@NullMarked
package eu.vigil.node.escalation.webhook;

import org.jspecify.annotations.NullMarked;
