package eu.vigil.node.escalation.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which addresses webhooks may go to: public ones, those of loopback if the URL itself says so, and what the configuration
 * lists. So nobody makes the node speak to its own network by a name that resolves to it.
 */
public final class AddressRule {
    /**
     * What is nobody's public address: IANA's special-purpose registries (RFC 6890) without documentation ranges, which are
     * not routed anyway.
     */
    private static final List<Range> NOT_PUBLIC = List.of(
            range("0.0.0.0/8"),
            range("10.0.0.0/8"),
            range("100.64.0.0/10"),
            range("127.0.0.0/8"),
            range("169.254.0.0/16"),
            range("172.16.0.0/12"),
            range("192.0.0.0/24"),
            range("192.88.99.0/24"),
            range("192.168.0.0/16"),
            range("198.18.0.0/15"),
            range("224.0.0.0/3"),
            range("::/96"),
            range("100::/64"),
            range("2001::/23"),
            range("fc00::/7"),
            range("fe80::/9"),
            range("ff00::/8"));

    /** IPv4 inside IPv6: translation (RFC 6052) and 6to4 (RFC 3056). The embedded address must itself be allowed. */
    private static final Range TRANSLATED = range("64:ff9b::/96");

    private static final Range LOCALLY_TRANSLATED = range("64:ff9b:1::/48");
    private static final Range SIX_TO_FOUR = range("2002::/16");

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final Supplier<List<Range>> listed;

    /** Addresses that begin with the same {@code bits} bits. */
    public record Range(InetAddress first, int bits) {
        boolean has(InetAddress address) {
            byte[] one = first.getAddress();
            byte[] other = address.getAddress();
            if (one.length != other.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            if (!Arrays.equals(one, 0, whole, other, 0, whole)) {
                return false;
            }
            int rest = bits % Byte.SIZE;
            int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
            return rest == 0 || (one[whole] & mask) == (other[whole] & mask);
        }
    }

    /** Allows public addresses and, beside them, these. */
    public AddressRule(List<Range> listed) {
        List<Range> all = List.copyOf(listed);
        this.listed = () -> all;
    }

    private AddressRule(Supplier<List<Range>> listed) {
        this.listed = listed;
    }

    /** Allows public addresses and, beside them, those that are listed at the moment. */
    public static AddressRule asListed(Supplier<List<Range>> listed) {
        return new AddressRule(listed);
    }

    /**
     * Reads {@code 10.1.2.0/24}, {@code fd00:1::/32} or a single address.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Range range(String text) {
        int slash = text.indexOf('/');
        InetAddress first;
        try {
            first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("'%s' is not a range of addresses like 10.1.2.0/24".formatted(text));
        }
        int most = first.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : bits(text, slash);
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("'%s': the length of the prefix is not 0 to %d".formatted(text, most));
        }
        return new Range(first, bits);
    }

    private static int bits(String text, int slash) {
        try {
            return Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /**
     * True if the URL's host is loopback by its very name, so that plain http may be spoken to it: {@code localhost}, {@code 127.x.y.z} or
     * {@code ::1}. Whoever writes it in another way, as a number or inside another address, hides something.
     */
    public static boolean namesLoopback(String host) {
        String name = unbracketed(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || LOOPBACK.matcher(name).matches();
    }

    /** A host as it stands in a URL without the brackets of IPv6. */
    static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** True if what {@code host} was resolved to may be called. */
    public boolean allows(String host, InetAddress address) {
        if (listed.get().stream().anyMatch(range -> range.has(address))) {
            return true;
        }
        if (namesLoopback(host)) {
            return address.isLoopbackAddress();
        }
        return isPublic(address);
    }

    private boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC.stream().noneMatch(range -> range.has(address));
        }
        if (TRANSLATED.has(address)) {
            return isPublic(embedded(address, 12));
        }
        if (SIX_TO_FOUR.has(address)) {
            return isPublic(embedded(address, 2));
        }
        return !LOCALLY_TRANSLATED.has(address) && NOT_PUBLIC.stream().noneMatch(range -> range.has(address));
    }

    private static InetAddress embedded(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
