package dev.belay.server.sinks.redis;

import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Target;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Publishes to Redis, or adds to a stream. */
final class RedisProtocol implements ConnectedSink.Protocol<RedisProtocol.Connection> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final RedisURI uri;
    private final byte[] name;
    private final boolean stream;

    RedisProtocol(Target target) {
        uri = RedisURI.create(target.require("uri"));
        uri.setTimeout(PATIENCE);
        target.secret("password")
                .ifPresent(password -> target.text("username")
                        .ifPresentOrElse(
                                name -> uri.setAuthentication(name, password), () -> uri.setAuthentication(password)));
        name = bytes(target.require("name"));
        stream = target.require("mode").equals(RedisType.STREAM);
    }

    record Connection(RedisClient client, StatefulRedisConnection<byte[], byte[]> redis) {}

    @Override
    public Connection connect() {
        RedisClient client = RedisClient.create(uri);
        // Commands that are repeated behind our back could overtake others.
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                .build());
        try {
            return new Connection(client, client.connect(ByteArrayCodec.INSTANCE));
        } catch (RuntimeException failure) {
            shutDown(client);
            throw failure;
        }
    }

    @Override
    public void send(Connection connection, Message message) {
        if (stream) {
            connection
                    .redis()
                    .sync()
                    .xadd(
                            name,
                            Map.of(
                                    bytes("id"), bytes(message.globalId()),
                                    bytes("flagSet"), bytes(message.flagSet()),
                                    bytes("event"), message.bytes()));
        } else {
            connection.redis().sync().publish(name, message.bytes());
        }
    }

    @Override
    public void close(Connection connection) {
        var _ = connection.redis().closeAsync();
        shutDown(connection.client());
    }

    private static void shutDown(RedisClient client) {
        var _ = client.shutdownAsync(AT_ONCE.toMillis(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
