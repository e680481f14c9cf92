package dev.belay.verification.sinks;

import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.tls.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.AppInfoParser;

/** A Kafka broker, which is its own controller, on the class path of this process. */
final class KafkaBroker extends ProcessBroker {

    private static final String TOPIC = "belay.changes";
    private static final String SIGNED_IN = "belay.signed-in";
    private static final String SASL = "SASL_PLAINTEXT";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Optional<Login> login;
    private final Optional<KafkaTls> tls;

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private KafkaBroker(ServerProcess server, Optional<Login> login, Optional<KafkaTls> tls) throws Exception {
        super(server);
        this.login = login;
        this.tls = tls;
        try (Admin admin = Admin.create(client())) {
            // One partition a flag set would be enough; several show that a flag set stays in one.
            List<NewTopic> topics = Stream.of(TOPIC, SIGNED_IN)
                    .map(topic -> new NewTopic(topic, 3, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    static KafkaBroker start() throws Exception {
        return start(Optional.empty(), Optional.empty());
    }

    /** One that lets in nobody else, by SASL with the mechanism PLAIN. */
    static KafkaBroker startFor(Login login) throws Exception {
        return start(Optional.of(login), Optional.empty());
    }

    /** One that sinks speak TLS with. */
    static KafkaBroker startShowing(ServerCertificate certificate) throws Exception {
        return start(Optional.empty(), Optional.of(KafkaTls.showing(certificate)));
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static KafkaBroker start(Optional<Login> login, Optional<KafkaTls> tls) throws Exception {
        Path folder = Files.createTempDirectory("belay-kafka-");
        int port = Ports.free();
        int controller = Ports.free();
        Path settings = folder.resolve("server.properties");
        String protocol = login.isPresent() ? SASL : "PLAINTEXT";
        Files.writeString(
                settings,
                settings(folder, port, controller, protocol)
                        + login.map(KafkaBroker::demanding).orElse("")
                        + tls.map(each -> each.settings(port, controller)).orElse(""));
        format(settings);
        return ServerProcess.start("kafka", java("kafka.Kafka", settings.toString()), folder, port)
                .become(server -> new KafkaBroker(server, login, tls));
    }

    private static String demanding(Login login) {
        return """
            sasl.enabled.mechanisms=PLAIN
            sasl.mechanism.inter.broker.protocol=PLAIN
            listener.name.sasl_plaintext.plain.sasl.jaas.config=%s
            """.formatted(accepting(login));
    }

    /** How a listener knows whom to let in. */
    static String accepting(Login login) {
        return jaas(login) + " user_%s=\"%s\";".formatted(login.user(), login.password());
    }

    private static String jaas(Login login) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
                .formatted(login.user(), login.password());
    }

    private static void format(Path settings) throws IOException, InterruptedException {
        List<String> command =
                java("kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", settings.toString());
        try (ChildProcess formatting = ChildProcess.start("kafka-format", command, Map.of())) {
            int exit = formatting.awaitExit(PATIENCE);
            if (exit != 0) {
                throw new IllegalStateException(
                        "Kafka's storage could not be formatted:\n" + String.join("\n", formatting.lines()));
            }
        }
    }

    private static List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String settings(Path folder, int port, int controller, String protocol) {
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=%4$s://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=%4$s://127.0.0.1:%1$d
            inter.broker.listener.name=%4$s
            listener.security.protocol.map=%4$s:%4$s,CONTROLLER:PLAINTEXT
            controller.listener.names=CONTROLLER
            log.dirs=%3$s
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            auto.create.topics.enable=false
            """.formatted(port, controller, folder.resolve("data"), protocol);
    }

    private Map<String, Object> client() {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", address()));
        login.ifPresent(each -> settings.putAll(
                Map.of("security.protocol", SASL, "sasl.mechanism", "PLAIN", "sasl.jaas.config", jaas(each) + ";")));
        return settings;
    }

    private String address() {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public String name() {
        return "Kafka " + AppInfoParser.getVersion();
    }

    @Override
    public String target() {
        return tls.map(each -> each.target(TOPIC)).orElseGet(this::ownTarget);
    }

    private String ownTarget() {
        return "\"kafka\": {\"bootstrapServers\": \"%s\", \"topic\": \"%s\"%s}"
                .formatted(
                        address(),
                        TOPIC,
                        login.map(each -> ", \"securityProtocol\": \"" + SASL + "\"" + signingIn(each))
                                .orElse(""));
    }

    /** The fields of a target that signs in. */
    static String signingIn(Login login) {
        return ", \"mechanism\": \"PLAIN\"" + login.fields();
    }

    /** The topic of a sink that signs in by TLS, where this is a broker that speaks it. */
    Broker signedIn() {
        return new KafkaTopic(this, SIGNED_IN, tls.orElseThrow().signedInTarget(SIGNED_IN));
    }

    @Override
    public List<FlagSetEvent> received() {
        return received(TOPIC);
    }

    List<FlagSetEvent> received(String topic) {
        List<FlagSetEvent> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(IDLE)) {
                    events.add(EventFormat.read(record.value()));
                }
            }
        }
        return events;
    }
}
