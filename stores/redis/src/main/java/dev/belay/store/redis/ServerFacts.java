package dev.belay.store.redis;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of itself by {@code INFO}.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record ServerFacts(Map<String, String> values) {

    private static final String NOBODY = "0".repeat(40);

    ServerFacts {
        values = Map.copyOf(values);
    }

    static ServerFacts parse(String info) {
        Map<String, String> values = new HashMap<>();
        info.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new ServerFacts(values);
    }

    String version() {
        return value("redis_version");
    }

    boolean isReplica() {
        return value("role").equals("slave");
    }

    int replicas() {
        String count = value("connected_slaves");
        return count.isEmpty() ? 0 : Integer.parseInt(count);
    }

    /** The history of writes that this server adds to; another one after a start, and after a failover. */
    String history() {
        return value("master_replid");
    }

    /**
     * Whether its history goes on from that of another server: it was a replica before, or has read a snapshot. A start
     * from its own log leaves no such trace.
     */
    boolean continuesAnother() {
        String second = value("master_replid2");
        return !second.isEmpty() && !second.equals(NOBODY);
    }

    /** Whether the version is at least this one. */
    boolean isAtLeast(int major, int minor) {
        String[] parts = version().split("\\.", -1);
        if (parts.length < 2) {
            return false;
        }
        int itsMajor = Integer.parseInt(parts[0]);
        return itsMajor > major || (itsMajor == major && Integer.parseInt(parts[1]) >= minor);
    }

    String value(String name) {
        @Nullable String value = values.get(name);
        return value == null ? "" : value;
    }
}
