package dev.belay.store.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one server. They do not connect again by themselves: a server that comes back may be another one,
 * so that whoever uses a connection has to look at what it leads to.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class RedisClients implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisSettings settings;
    private final RedisClient client;

    /**
     * Contacts nobody yet.
     *
     * @throws IllegalArgumentException if the address cannot be read
     */
    RedisClients(RedisSettings settings) {
        this.settings = settings;
        parsed();
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.patience())
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(settings.patience()))
                .build());
    }

    StatefulRedisConnection<String, byte[]> connect() {
        return client.connect(CODEC, uri());
    }

    StatefulRedisPubSubConnection<String, byte[]> listen() {
        return client.connectPubSub(CODEC, uri());
    }

    @Override
    public void close() {
        client.shutdown(0, settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private RedisURI uri() {
        RedisURI uri = parsed();
        uri.setTimeout(settings.patience());
        uri.setClientName("belay");
        settings.password()
                .ifPresent(secret -> uri.setCredentialsProvider(
                        new StaticCredentialsProvider(user(), secret.get().toCharArray())));
        return uri;
    }

    private RedisURI parsed() {
        try {
            return RedisURI.create(settings.uri());
        } catch (IllegalArgumentException unreadable) {
            // Its message has the whole of it, and so perhaps a password.
            throw new IllegalArgumentException("The address " + settings.address()
                    + " of the Redis server cannot be read; give one such as redis://user@redis.example.com:6379/0");
        }
    }

    private @Nullable String user() {
        String uri = settings.uri();
        int end = uri.lastIndexOf('@');
        String login = end < 0 ? "" : uri.substring(uri.indexOf("//") + 2, end);
        String user = login.split(":", 2)[0];
        return user.isEmpty() ? null : user;
    }
}
