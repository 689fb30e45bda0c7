package eu.vigil.config.value;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * The addresses that share their first bits: {@code 10.20.0.0/16}, {@code fd00:1::/32}, {@code 10.20.3.4}.
 *
 * @param first any address of the range
 * @param bits how many leading bits are fixed
 */
public record AddressRange(InetAddress first, int bits) {
    /** The range that a text means; names are not looked up. */
    public static Parsed<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress first = InetAddress.ofLiteral(address);
            int most = first.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > most ? wrong(text) : Parsed.value(new AddressRange(first, bits));
        } catch (IllegalArgumentException _) {
            return wrong(text);
        }
    }

    private static Parsed<AddressRange> wrong(String text) {
        return Parsed.wrong(
                "'%s' is not a range of addresses; write one like 10.20.0.0/16 or fd00:1::/32".formatted(text));
    }

    /** True if the address is one of the range; an IPv4 address is never in an IPv6 range. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        int whole = bits / 8;
        if (ours.length != theirs.length || !Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = 8 - bits % 8;
        return bits % 8 == 0 || (ours[whole] & 0xff) >> rest == (theirs[whole] & 0xff) >> rest;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
