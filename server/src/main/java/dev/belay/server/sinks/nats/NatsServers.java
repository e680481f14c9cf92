package dev.belay.server.sinks.nats;

import dev.belay.server.sinks.delivery.Reach;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Servers of one cluster, with commas between, any of which will do.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record NatsServers(String list) {

    private static final String AFTER_SCHEME = "://";

    /** Whether TLS is spoken with them: the client speaks it with all of them if one of them is named so. */
    boolean isSecure() {
        return list.contains("tls" + AFTER_SCHEME);
    }

    /**
     * The servers to connect to.
     *
     * @throws UnknownHostException            if one of them has no address
     * @throws Reach.ForbiddenAddressException if one of them is out of reach
     */
    String[] within(Reach reach) throws UnknownHostException {
        List<String> servers = new ArrayList<>();
        for (String server : list.split(",", -1)) {
            int start = server.indexOf(AFTER_SCHEME) + AFTER_SCHEME.length();
            String endpoint = server.substring(start).replace("/", "");
            servers.add(server.substring(0, start) + reach.connectableEndpoint(endpoint, isSecure()));
        }
        return servers.toArray(String[]::new);
    }
}
