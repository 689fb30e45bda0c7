package eu.vigil.node.escalation.plan;

import java.net.URI;
import java.util.Optional;

/**
 * One way to reach a human.
 *
 * @param name the key under which the configuration has it
 * @param format what is spoken at {@code url}
 * @param url https, or http if the host is loopback
 * @param secret the reference of the secret ({@code file:}, {@code env:}, {@code systemd-credential:}), never its value
 * @param topic what people subscribe to; only {@link Format#NTFY} has one
 * @param inboundSecret the reference of the secret by which the far end signs its acknowledgements; without it none is taken
 * @param internal true if its far end may also learn sender, case reference and kind
 */
public record Channel(
        String name,
        Format format,
        URI url,
        Optional<String> secret,
        Optional<String> topic,
        Optional<String> inboundSecret,
        boolean internal) {
    /** The languages that channels speak. */
    public enum Format {
        /** Standard Webhooks 1.0: signed with HMAC-SHA256 or Ed25519. */
        STANDARD_WEBHOOKS,
        /** PagerDuty's Events API v2. */
        PAGERDUTY,
        /** Incoming webhooks of Slack and Mattermost: a text with a link. */
        SLACK,
        /** ntfy: a push with a button. */
        NTFY
    }

    /** A channel without a topic, through which nothing comes back. */
    public Channel(String name, Format format, URI url, Optional<String> secret, boolean internal) {
        this(name, format, url, secret, Optional.empty(), Optional.empty(), internal);
    }

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if the address is no http(s) URL with a host, or carries a user's name, or the format wants a
     *     topic and there is none
     */
    public Channel {
        String scheme = url.getScheme();
        boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "escalation.channels.%s.url: '%s' is not an https URL with a host and without a user"
                            .formatted(name, url));
        }
        if (format == Format.NTFY && topic.isEmpty()) {
            throw new IllegalArgumentException("escalation.channels.%s.topic: ntfy needs one".formatted(name));
        }
    }

    /** The port that is dialled, also where the URL leaves it out. */
    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return encrypted() ? 443 : 80;
    }

    /** True if TLS is spoken. */
    public boolean encrypted() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Two channels are independent if neither host nor port is shared: one may fail without the other. */
    public boolean independentOf(Channel other) {
        return !(url.getHost().equalsIgnoreCase(other.url.getHost()) && port() == other.port());
    }
}
