package eu.vigil.config.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, as one listens on or connects to: {@code 0.0.0.0:7413}, {@code [::1]:8413}, {@code contact.example:7413}.
 *
 * @param host a name or an address, IPv6 without its brackets
 * @param port 0 to 65535; 0 asks for a free one
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile(
            "(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?)]|([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)):(\\d{1,5})");

    /** The host and port that a text means. The host is not looked up. */
    public static Parsed<HostPort> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(4)) > 65535) {
            return Parsed.wrong(
                    "'%s' is not a host and a port; write them like 127.0.0.1:8413, [::1]:8413 or contact.example:7413"
                            .formatted(text));
        }
        String bracketed = matcher.group(1);
        return Parsed.value(
                new HostPort(bracketed != null ? bracketed : matcher.group(2), Integer.parseInt(matcher.group(4))));
    }

    /** True if only this machine can reach it. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("::1") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
