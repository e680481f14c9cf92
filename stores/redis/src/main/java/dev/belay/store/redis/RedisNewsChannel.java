package dev.belay.store.redis;

import dev.belay.ledger.serial.NewsChannel;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Redis as the channel of stores whose ledgers lie elsewhere: by publishing and subscribing, which keeps nothing, so that
 * it does not matter how the server is set up or what else it is used for. While it is away, news come by the storage's
 * own means, or when stores look.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class RedisNewsChannel implements NewsChannel {

    private final RedisClients clients;
    private final RedisChannel channel;
    private final String node = UUID.randomUUID().toString();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> telling;
    private volatile @Nullable RedisListener listener;

    private RedisNewsChannel(RedisSettings settings) {
        clients = new RedisClients(settings);
        channel = new RedisChannel(clients, new RedisDiagnosis(settings), new RedisKeys(settings.prefix()).news());
    }

    /**
     * A channel on a server, which need not be there yet.
     *
     * @param settings the server, the login and the prefix of the channel's name; the rest does not matter here
     */
    public static RedisNewsChannel on(RedisSettings settings) {
        return new RedisNewsChannel(settings);
    }

    // Nobody waits for it to arrive.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void tell() {
        StatefulRedisConnection<String, byte[]> open = telling;
        try {
            if (open != null && open.isOpen()) {
                open.async().publish(channel.name(), Bytes.of(node));
            }
        } catch (RedisException cut) {
            // It is lost, and the others look by themselves.
        }
    }

    @Override
    public void listen(Runnable heard) {
        listener = channel.listen(node, heard, this::connect);
    }

    @Override
    public void close() {
        RedisListener listening = listener;
        if (listening != null) {
            listening.close();
        }
        clients.close();
    }

    /** On the listener's thread, so that telling never waits for a connection. */
    private void connect() {
        StatefulRedisConnection<String, byte[]> open = telling;
        if (open == null || !open.isOpen()) {
            telling = clients.connect();
        }
    }
}
