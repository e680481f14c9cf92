package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.List;

/**
 * The addresses that begin with the same bits.
 *
 * @param first  any address of the network
 * @param prefix how many of its 128 bits count
 */
record Network(IpAddress first, int prefix) {

    static final String ALLOWED =
            "a network like 10.0.0.0/8 or 2001:db8::/32, an address, or a list of which any may fit";

    private static final int BITS_OF_V4 = 32;

    /**
     * Reads an address or CIDR notation.
     *
     * @throws IllegalArgumentException with the position of the mistake
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        IpAddress address = IpAddress.parse(written);
        if (address == null) {
            throw new IllegalArgumentException(
                    "at character 1 an IP address is wanted, and there is '" + written + "'");
        }
        int width = written.indexOf(':') < 0 ? BITS_OF_V4 : IpAddress.BITS;
        long bits = slash < 0 ? width : Version.number(text.substring(slash + 1));
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException("at character " + (slash + 2) + " a number of bits from 0 to " + width
                    + " is wanted, and there is '" + text.substring(slash + 1) + "'");
        }
        return new Network(address, (int) bits + IpAddress.BITS - width);
    }

    /** Compares addresses with networks of which any may fit. */
    static Prepared any(List<Network> networks) {
        return seen -> {
            if (!(seen instanceof Value.TextValue text)) {
                return Answer.UNREAD;
            }
            // Most addresses are of IPv4, and need no object.
            long v4 = IpAddress.v4(text.value());
            if (v4 >= 0) {
                return Answer.of(anyContains(networks, 0, IpAddress.MAPPED | v4));
            }
            IpAddress address = IpAddress.parse(text.value());
            return address == null ? Answer.UNREAD : Answer.of(anyContains(networks, address.high(), address.low()));
        };
    }

    private static boolean anyContains(List<Network> networks, long high, long low) {
        for (int at = 0; at < networks.size(); at++) {
            if (networks.get(at).contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the address belongs to this network; a network of IPv6 holds no IPv4 address. */
    boolean contains(IpAddress address) {
        return contains(address.high(), address.low());
    }

    private boolean contains(long high, long low) {
        return IpAddress.isV4(high, low) == isV4()
                && ((high ^ first.high()) & mask(prefix)) == 0
                && ((low ^ first.low()) & mask(prefix - Long.SIZE)) == 0;
    }

    private boolean isV4() {
        return first.isV4() && prefix >= IpAddress.BITS - BITS_OF_V4;
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }
}
