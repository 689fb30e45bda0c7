package eu.vigil.node.operator;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By which names this server is spoken to. A page of another site can make a browser connect here under a name of its own
 * (DNS rebinding), but cannot choose the {@code Host} header; and its {@code Origin} gives it away.
 */
final class Hosts {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> authorities = new HashSet<>();
    private final Set<String> origins = new HashSet<>();

    /**
     * The names of a server.
     *
     * @param listen the address it is bound to
     * @param port that it is bound to
     */
    Hosts(InetAddress listen, String host, int port, Optional<URI> publicUrl) {
        if (listen.isLoopbackAddress() || listen.isAnyLocalAddress()) {
            LOOPBACK.forEach(name -> accept("http", name, port));
        }
        if (!listen.isAnyLocalAddress()) {
            accept("http", bracketed(host), port);
        }
        publicUrl.ifPresent(url -> accept(url.getScheme(), bracketed(url.getHost()), url.getPort()));
    }

    boolean knowsHost(String header) {
        return authorities.contains(header.toLowerCase(Locale.ROOT));
    }

    boolean knowsOrigin(String header) {
        return origins.contains(header.toLowerCase(Locale.ROOT));
    }

    private void accept(String scheme, String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        int usual = "https".equals(scheme) ? 443 : 80;
        int actual = port < 0 ? usual : port;
        authorities.add(name + ":" + actual);
        origins.add("%s://%s:%d".formatted(scheme, name, actual));
        if (actual == usual) {
            authorities.add(name);
            origins.add("%s://%s".formatted(scheme, name));
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
