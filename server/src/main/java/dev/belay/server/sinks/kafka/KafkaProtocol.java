package dev.belay.server.sinks.kafka;

import dev.belay.events.EventFormat;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produces to a topic, idempotently, and waits for each acknowledgement before it produces the next. */
final class KafkaProtocol implements ConnectedSink.Protocol<KafkaProducer<byte[], byte[]>> {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, Object> settings;
    private final String topic;

    KafkaProtocol(Target target) {
        topic = target.require("topic");
        settings = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                target.require("bootstrapServers"),
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
    public KafkaProducer<byte[], byte[]> connect() {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
