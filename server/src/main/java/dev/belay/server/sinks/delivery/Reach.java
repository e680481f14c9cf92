package dev.belay.server.sinks.delivery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Which addresses sinks may deliver to.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public enum Reach {
    /** Any, as long as an administrator names it. */
    ANYWHERE,
    /** None inside this machine or a private network, whatever a name resolves to. */
    PUBLIC_ONLY;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether this name or address of a host means this machine. */
    public static boolean isLoopbackName(String host) {
        return LOOPBACK.contains(host);
    }

    /**
     * The host to connect to, for clients that look names up themselves: the address that was checked, or the name if its
     * certificate is checked anyway, which nobody else can show.
     *
     * @param tls whether the other side has to show a certificate
     * @throws UnknownHostException      if there is no address
     * @throws ForbiddenAddressException if one of them is out of reach
     */
    public String connectable(String host, boolean tls) throws UnknownHostException {
        if (this == ANYWHERE) {
            return host;
        }
        String address = resolve(host).getHostAddress();
        return tls ? host : address;
    }

    /** The same for a host that a port may follow after a colon; IPv6 addresses stand in brackets. */
    public String connectableEndpoint(String endpoint, boolean tls) throws UnknownHostException {
        if (this == ANYWHERE) {
            return endpoint;
        }
        int colon = endpoint.lastIndexOf(':');
        int end = colon > endpoint.lastIndexOf(']') ? colon : endpoint.length();
        String name = endpoint.substring(0, end);
        String host = connectable(name.startsWith("[") ? name.substring(1, name.length() - 1) : name, tls);
        return (host.contains(":") ? "[" + host + "]" : host) + endpoint.substring(end);
    }

    /**
     * The address to connect to; looked up once, so that nothing else is connected to than what was checked.
     *
     * @throws UnknownHostException if there is none
     * @throws ForbiddenAddressException if one of them is out of reach
     */
    public InetAddress resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress address : all) {
            if (this == PUBLIC_ONLY && isPrivate(address)) {
                throw new ForbiddenAddressException("The host " + host
                        + " has an address that is no public address, and this server delivers to public ones only");
            }
        }
        return all[0];
    }

    /** Whether an address is not one of the public Internet. */
    static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || switch (address) {
                    case Inet4Address four -> isReserved(four.getAddress());
                    case Inet6Address six -> isReserved6(six.getAddress());
                    default -> true;
                };
    }

    // 0/8, carrier-grade NAT 100.64/10, 192.0.0/24, benchmarks 198.18/15, and everything from 240 on.
    private static boolean isReserved(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    // Unique local fc00::/7, and what carries an IPv4 address: 64:ff9b::/96, 2002::/16, ::/96.
    private static boolean isReserved6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean embedded = true;
        for (int index = 0; index < 12; index++) {
            embedded &= bytes[index] == 0;
        }
        return uniqueLocal || translated || sixToFour || embedded;
    }

    /** A host is at an address that sinks may not deliver to. */
    public static final class ForbiddenAddressException extends RuntimeException {
        ForbiddenAddressException(String message) {
            super(message);
        }
    }
}
