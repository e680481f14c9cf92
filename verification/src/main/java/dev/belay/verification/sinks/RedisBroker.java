package dev.belay.verification.sinks;

import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.Ports;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import redis.embedded.core.ExecutableProvider;

/** A Redis server out of a Maven artifact, whose stream is read at the end. */
final class RedisBroker extends ProcessBroker {

    private static final String STREAM = "belay:verification";

    private final String version;

    private RedisBroker(ServerProcess server) {
        super(server);
        try (RedisClient client = client();
                StatefulRedisConnection<String, String> redis = client.connect()) {
            this.version = redis.sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring("redis_version:".length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    static RedisBroker start() throws IOException {
        Path folder = Files.createTempDirectory("belay-redis-");
        int port = Ports.free();
        String program = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        return new RedisBroker(ServerProcess.start(
                "redis",
                List.of(
                        program,
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always"),
                folder,
                port));
    }

    private RedisClient client() {
        return RedisClient.create(RedisURI.create("127.0.0.1", server.port()));
    }

    @Override
    public String name() {
        return "Redis stream " + version;
    }

    @Override
    public String target() {
        return "\"redis\": {\"uri\": \"redis://127.0.0.1:%d\", \"mode\": \"stream\", \"name\": \"%s\"}"
                .formatted(server.port(), STREAM);
    }

    @Override
    public List<FlagSetEvent> received() {
        RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
        try (RedisClient client = client();
                StatefulRedisConnection<String, byte[]> redis = client.connect(codec)) {
            return redis.sync().xrange(STREAM, Range.unbounded()).stream()
                    .map(message -> EventFormat.read(
                            Objects.requireNonNull(message.getBody().get("event"))))
                    .toList();
        }
    }
}
