package dev.belay.server.sinks.kafka;

import dev.belay.events.EventFormat;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Target;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produces to a topic, idempotently, and waits for each acknowledgement before it produces the next. */
final class KafkaProtocol implements ConnectedSink.Protocol<KafkaProducer<byte[], byte[]>> {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Target target;
    private final Reach reach;
    private final Map<String, Object> settings;
    private final String topic;

    KafkaProtocol(Target target, Reach reach) {
        this.target = target;
        this.reach = reach;
        topic = target.require("topic");
        settings = new HashMap<>(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "belay",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
        settings.put("security.protocol", target.require("securityProtocol"));
        target.text("username").ifPresent(name -> signIn(target, name));
    }

    private void signIn(Target target, String name) {
        String mechanism = target.require("mechanism");
        String module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        settings.put("sasl.mechanism", mechanism);
        settings.put(
                "sasl.jaas.config",
                module + " required username=" + quoted(name) + " password="
                        + quoted(target.secret("password").orElse("")) + ";");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public KafkaProducer<byte[], byte[]> connect() throws UnknownHostException {
        Map<String, Object> reachable = new HashMap<>(settings);
        reachable.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
        return new KafkaProducer<>(reachable, new ByteArraySerializer(), new ByteArraySerializer());
    }

    // Which brokers these name, the producer asks and decides by itself.
    private String servers() throws UnknownHostException {
        boolean tls = target.require("securityProtocol").endsWith("SSL");
        List<String> servers = new ArrayList<>();
        for (String server : target.require("bootstrapServers").split(",", -1)) {
            servers.add(reach.connectableEndpoint(server, tls));
        }
        return String.join(",", servers);
    }

    @Override
    public Optional<String> explain(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case TimeoutException _ -> "Kafka did not answer in time, or has no such topic";
                    case SaslAuthenticationException _ -> "Kafka refused the login";
                    // What lies behind it says more.
                    case SslAuthenticationException _ -> null;
                    case ApiException _ ->
                        "Kafka answered with " + failure.getClass().getSimpleName();
                    default -> null;
                });
    }

    @Override
    public void send(KafkaProducer<byte[], byte[]> producer, Message message) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(message.flagSet()), message.bytes());
        record.headers().add("content-type", bytes(EventFormat.MEDIA_TYPE));
        producer.send(record).get();
    }

    @Override
    public void close(KafkaProducer<byte[], byte[]> producer) {
        producer.close(Duration.ZERO);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
