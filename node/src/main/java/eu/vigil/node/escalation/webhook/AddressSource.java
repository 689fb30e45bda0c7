package eu.vigil.node.escalation.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Port: the addresses of a host's name. May block. */
@FunctionalInterface
public interface AddressSource {
    /**
     * All addresses, the preferred first.
     *
     * @throws UnknownHostException if the name has none, or cannot be asked for now
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The system's own: hosts file and DNS. */
    static AddressSource ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
