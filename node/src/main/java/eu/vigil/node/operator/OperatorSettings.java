package eu.vigil.node.operator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How the operator's side listens, and its limits.
 *
 * @param host the address to listen on: loopback unless a proxy with TLS stands before it
 * @param port 0 for any free one
 * @param publicUrl where people reach it, if not at that address
 * @param bodyBytesMax of a request
 * @param callTime from the head of a request to the last byte of its answer
 * @param idleTime of a connection
 * @param headTime from a connection's opening to its first complete request head
 * @param connectionsMax open at once
 * @param callsMax worked on at once
 * @param failedTokensMax a minute and address
 */
public record OperatorSettings(
        String host,
        int port,
        Optional<URI> publicUrl,
        int bodyBytesMax,
        Duration callTime,
        Duration idleTime,
        Duration headTime,
        int connectionsMax,
        int callsMax,
        int failedTokensMax) {
    /** The usual limits for this address. */
    public static OperatorSettings at(String host, int port, Optional<URI> publicUrl) {
        return new OperatorSettings(
                host,
                port,
                publicUrl,
                256 * 1024,
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                512,
                128,
                10);
    }
}
