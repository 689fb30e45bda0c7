package eu.vigil.node.doctor;

import java.util.Optional;

/**
 * One channel, tried without sending a page.
 *
 * @param secretFault why its secret cannot be used
 * @param addressFault why its address may not be called, or has none
 * @param reachFault why nothing answered there
 */
public record ChannelFacts(
        String name,
        String address,
        Optional<String> secretFault,
        Optional<String> addressFault,
        Optional<String> reachFault) {
    boolean isUsable() {
        return secretFault.isEmpty() && addressFault.isEmpty() && reachFault.isEmpty();
    }
}
