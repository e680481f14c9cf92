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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** A Redis server out of a Maven artifact, whose stream is read at the end. */
final class RedisBroker extends ProcessBroker {

    private static final String STREAM = "belay:verification";

    private final Optional<Login> login;
    private final String version;

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private RedisBroker(ServerProcess server, Optional<Login> login) {
        super(server);
        this.login = login;
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
        return start(Optional.empty());
    }

    /** One that lets in whoever knows the password of the user {@code default}, which is the login's. */
    static RedisBroker startFor(Login login) throws IOException {
        return start(Optional.of(login));
    }

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static RedisBroker start(Optional<Login> login) throws IOException {
        Path folder = Files.createTempDirectory("belay-redis-");
        int port = Ports.free();
        String program = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
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
                "always"));
        login.ifPresent(each -> command.addAll(List.of("--requirepass", each.password())));
        return new RedisBroker(ServerProcess.start("redis", command, folder, port), login);
    }

    RedisClient client() {
        RedisURI uri = RedisURI.create("127.0.0.1", server.port());
        login.ifPresent(each -> uri.setAuthentication(each.password()));
        return RedisClient.create(uri);
    }

    /** The target of a sink that publishes to a channel of this name. */
    String publishingTo(String channel) {
        return "\"redis\": {\"uri\": \"redis://127.0.0.1:%d\", \"name\": \"%s\"}".formatted(server.port(), channel);
    }

    @Override
    public String name() {
        return "Redis stream " + version;
    }

    @Override
    public String target() {
        return "\"redis\": {\"uri\": \"redis://127.0.0.1:%d\", \"mode\": \"stream\", \"name\": \"%s\"%s}"
                .formatted(server.port(), STREAM, login.map(Login::fields).orElse(""));
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
