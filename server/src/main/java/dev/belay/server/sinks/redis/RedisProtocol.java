package dev.belay.server.sinks.redis;

import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Target;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Publishes to Redis, or adds to a stream. */
final class RedisProtocol implements ConnectedSink.Protocol<RedisProtocol.Connection> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> ERRORS = List.of(
            "CLUSTERDOWN",
            "LOADING",
            "MASTERDOWN",
            "MISCONF",
            "MOVED",
            "NOAUTH",
            "NOPERM",
            "NOREPLICAS",
            "OOM",
            "READONLY",
            "WRONGPASS",
            "WRONGTYPE");
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Reach reach;
    private final RedisURI uri;
    private final byte[] name;
    private final boolean stream;

    RedisProtocol(Target target, Reach reach) {
        this.reach = reach;
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
    public Connection connect() throws UnknownHostException {
        RedisClient client = RedisClient.create(reachable());
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

    private RedisURI reachable() throws UnknownHostException {
        return RedisURI.builder(uri)
                .withHost(reach.connectable(uri.getHost(), uri.isSsl()))
                .build();
    }

    @Override
    public Optional<String> explain(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case RedisCommandExecutionException error -> answer(String.valueOf(error.getMessage()));
                    case RedisCommandTimeoutException _ -> "Redis did not answer in time";
                    case RedisException lost when lost.getCause() == null -> "The connection to Redis broke";
                    default -> null;
                });
    }

    private static String answer(String answer) {
        return ERRORS.stream()
                .filter(answer::startsWith)
                .findFirst()
                .map(error -> "Redis answered " + error)
                .orElse("Redis answered with an error");
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
