package dev.belay.verification.sinks;

import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.tls.RedisTls;
import dev.belay.verification.tls.ServerCertificate;
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
import java.util.Optional;

/** A Redis server out of a Maven artifact, whose stream is read at the end. */
final class RedisBroker extends ProcessBroker {

    private static final String STREAM = "belay:verification";

    private final Optional<Login> login;
    private final String address;
    private final String version;

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private RedisBroker(ServerProcess server, Optional<Login> login, String address) {
        super(server);
        this.login = login;
        this.address = address;
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
        return start(Optional.empty(), List.of());
    }

    /** One that lets in whoever knows the password of the user {@code default}, which is the login's. */
    static RedisBroker startFor(Login login) throws IOException {
        return start(Optional.of(login), List.of("--requirepass", login.password()));
    }

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static RedisBroker start(Optional<Login> login, List<String> further) throws IOException {
        int port = Ports.free();
        String address = "redis://127.0.0.1:" + port;
        return server(port, further).become(server -> new RedisBroker(server, login, address));
    }

    /** One that sinks speak TLS with; none if this machine's Redis does not speak it. */
    static Optional<Broker> startShowing(ServerCertificate certificate) throws Exception {
        if (!RedisTls.isSpoken()) {
            return Optional.empty();
        }
        int secure = Ports.free();
        String address = "rediss://" + ServerCertificate.HOST + ":" + secure;
        return Optional.of(server(Ports.free(), RedisTls.options(certificate, secure))
                .become(server -> new RedisBroker(server, Optional.empty(), address)));
    }

    private static ServerProcess server(int port, List<String> further) throws IOException {
        Path folder = Files.createTempDirectory("belay-redis-");
        List<String> command = RedisTls.command(folder, port);
        command.addAll(further);
        return ServerProcess.start("redis", command, folder, port);
    }

    RedisClient client() {
        RedisURI uri = RedisURI.create("127.0.0.1", server.port());
        login.ifPresent(each -> uri.setAuthentication(each.password()));
        return RedisClient.create(uri);
    }

    /** The target of a sink that publishes to a channel of this name. */
    String publishingTo(String channel) {
        return "\"redis\": {\"uri\": \"%s\", \"name\": \"%s\"}".formatted(address, channel);
    }

    @Override
    public String name() {
        return "Redis stream " + version;
    }

    @Override
    public String target() {
        return "\"redis\": {\"uri\": \"%s\", \"mode\": \"stream\", \"name\": \"%s\"%s}"
                .formatted(address, STREAM, login.map(Login::fields).orElse(""));
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
