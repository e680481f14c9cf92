package dev.belay.store.redis;

import dev.belay.ledger.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Map;

/**
 * What is known of the server at the other end of the newest connection, which is looked at once a second again.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class RedisServer implements RedisLink.Greeting {

    private static final Duration BETWEEN_INSPECTIONS = Duration.ofSeconds(1);

    private final RedisSettings settings;
    private volatile long inspected;
    private volatile RedisDurability durability = new RedisDurability(false);

    RedisServer(RedisSettings settings) {
        this.settings = settings;
    }

    /** Whether each change has to wait for the disk. */
    boolean waitsForTheDisk() {
        return durability.waitsForTheDisk();
    }

    /** Refuses a replica, and a server that loses what it has acknowledged. */
    @Override
    public void greet(StatefulRedisConnection<String, byte[]> connection) {
        ServerFacts facts = ServerFacts.parse(connection.sync().info());
        requirePrimary(facts);
        durability = RedisDurability.demand(facts, config(connection), settings);
        inspected = System.nanoTime();
    }

    /**
     * Refuses what has become a server of that kind since: by its replicas at once, by its settings within a second.
     *
     * @param now what it tells of its replication
     */
    void inspect(StatefulRedisConnection<String, byte[]> connection, ServerFacts now) {
        requirePrimary(now);
        RedisDurability.requireReplicas(now, settings);
        if (System.nanoTime() - inspected > BETWEEN_INSPECTIONS.toNanos()) {
            greet(connection);
        }
    }

    private static void requirePrimary(ServerFacts facts) {
        if (facts.isReplica()) {
            throw new StoreUnavailableException(
                    "The Redis server is a replica and read-only; name the primary, which is "
                            + facts.value("master_host") + ":" + facts.value("master_port")
                            + ", or let this one become it");
        }
    }

    private static Map<String, String> config(StatefulRedisConnection<String, byte[]> connection) {
        try {
            return connection.sync().configGet("*appendfsync*");
        } catch (RedisCommandExecutionException notAllowed) {
            return Map.of();
        }
    }
}
