package eu.vigil.config.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address on the web: https, or http on this machine alone.
 *
 * @param uri absolute, with a host, without user name and fragment
 */
public record WebAddress(URI uri) {
    /** The address that a text means. */
    public static Parsed<WebAddress> parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            return wrong(text);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http")) || uri.getPort() > 65535) {
            return wrong(text);
        }
        if (uri.getRawUserInfo() != null) {
            return Parsed.wrong("a user name or password does not belong into an address; use the key 'secret'");
        }
        if (uri.getRawFragment() != null) {
            return Parsed.wrong("'%s' has a part after '#', which is never sent; leave it out".formatted(text));
        }
        WebAddress address = new WebAddress(uri);
        return scheme.equals("http") && !address.isLoopback()
                ? Parsed.wrong("'%s' leaves this machine unencrypted; use https".formatted(text))
                : Parsed.value(address);
    }

    private static Parsed<WebAddress> wrong(String text) {
        return Parsed.wrong("'%s' is not a web address; write one like https://desk.example/hook".formatted(text));
    }

    /** Host and port, the port of the scheme where none is written: two addresses with the same one fail together. */
    public HostPort hostPort() {
        String host = uri.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return new HostPort(bare.toLowerCase(Locale.ROOT), uri.getPort() < 0 ? standard : uri.getPort());
    }

    /** True if the address is of this machine. */
    public boolean isLoopback() {
        return hostPort().isLoopback();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
