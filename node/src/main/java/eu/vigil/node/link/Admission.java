package eu.vigil.node.link;

import eu.vigil.protocol.link.LinkLimits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many connections may stand at once: so many in all, and so many from one address before TLS has named a participant.
 *
 * <p>An IPv6 address counts as its /64: whoever has one has them all (RFC 4291 section 2.5.4). Thread-safe.
 */
final class Admission {
    private static final int SITE_BYTES = 8;

    private volatile LinkLimits limits;
    private final Map<ByteBuffer, Integer> strangers = new HashMap<>();
    private int links;

    Admission(LinkLimits limits) {
        this.limits = limits;
    }

    /** Holds for who comes from now on. */
    void limits(LinkLimits changed) {
        limits = changed;
    }

    /** One more connection from there; empty if it is one too many. */
    synchronized Optional<Ticket> admit(InetAddress from) {
        ByteBuffer site = site(from);
        int here = strangers.getOrDefault(site, 0);
        if (links >= limits.linksMax() || here >= limits.unauthenticatedPerAddressMax()) {
            return Optional.empty();
        }
        links++;
        strangers.put(site, here + 1);
        return Optional.of(new Ticket(site));
    }

    private static ByteBuffer site(InetAddress from) {
        byte[] address = from.getAddress();
        return ByteBuffer.wrap(from instanceof Inet6Address ? Arrays.copyOf(address, SITE_BYTES) : address);
    }

    /** One admitted connection. */
    final class Ticket {
        private final ByteBuffer site;
        private boolean stranger = true;
        private boolean here = true;

        private Ticket(ByteBuffer site) {
            this.site = site;
        }

        /** TLS has named its participant. */
        void known() {
            synchronized (Admission.this) {
                if (stranger) {
                    stranger = false;
                    strangers.computeIfPresent(site, (_, count) -> count == 1 ? null : count - 1);
                }
            }
        }

        /** It is gone. */
        void gone() {
            synchronized (Admission.this) {
                known();
                if (here) {
                    here = false;
                    links--;
                }
            }
        }
    }
}
