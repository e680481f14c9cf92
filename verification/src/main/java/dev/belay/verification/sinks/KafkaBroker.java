package dev.belay.verification.sinks;

import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private KafkaBroker(ServerProcess server) throws Exception {
        super(server);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            // One partition a flag set would be enough; several show that a flag set stays in one.
            admin.createTopics(Set.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
    }

    static KafkaBroker start() throws Exception {
        Path folder = Files.createTempDirectory("belay-kafka-");
        int port = Ports.free();
        Path settings = folder.resolve("server.properties");
        Files.writeString(settings, settings(folder, port, Ports.free()));
        format(settings);
        return new KafkaBroker(ServerProcess.start("kafka", java("kafka.Kafka", settings.toString()), folder, port));
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

    private static String settings(Path folder, int port, int controller) {
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            log.dirs=%3$s
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            auto.create.topics.enable=false
            """.formatted(port, controller, folder.resolve("data"));
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
        return "\"kafka\": {\"bootstrapServers\": \"%s\", \"topic\": \"%s\"}".formatted(address(), TOPIC);
    }

    @Override
    public List<FlagSetEvent> received() {
        List<FlagSetEvent> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC, PATIENCE).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
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
