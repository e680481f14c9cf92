package dev.belay.server.sinks.kafka;

import dev.belay.json.reading.Part;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.delivery.TargetFields;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Kafka: events produced to a topic with the flag set as key, so that those of one flag set stay in one partition,
 * acknowledged once all replicas that are in sync have them.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class KafkaType implements SinkType {

    private static final Set<String> FIELDS =
            Set.of("bootstrapServers", "topic", "securityProtocol", "mechanism", "username", "password");
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern SERVERS = Pattern.compile("[^@,\\s/]+:[0-9]{1,5}(,[^@,\\s/]+:[0-9]{1,5})*");

    private final Reach reach;

    /** The kind, for bootstrap servers within this reach. */
    public KafkaType(Reach reach) {
        this.reach = reach;
    }

    @Override
    public String word() {
        return "kafka";
    }

    @Override
    public Target read(Part part) {
        Target target = new TargetFields(part, FIELDS)
                .require("bootstrapServers", KafkaType::checkServers)
                .text("topic", "belay.changes", KafkaType::checkTopic)
                .text("securityProtocol", "PLAINTEXT", (at, word) -> oneOf(at, word, PROTOCOLS))
                .text("mechanism", "SCRAM-SHA-512", (at, word) -> oneOf(at, word, MECHANISMS))
                .optional("username", TargetFields::notEmpty)
                .secret("password", TargetFields::notEmpty)
                .target();
        boolean signsIn = target.require("securityProtocol").startsWith("SASL_");
        if (part.isObject()
                && !signsIn
                && (target.text("username").isPresent()
                        || target.secret("password").isPresent())) {
            part.members(FIELDS)
                    .parent()
                    .refuse(
                            "With a username or a password, 'securityProtocol' must be SASL_SSL, or SASL_PLAINTEXT where"
                                    + " the network is trusted; otherwise nobody would be signed in",
                            "SASL_SSL, SASL_PLAINTEXT");
        }
        return target;
    }

    @Override
    public Set<String> whereSecretsGo() {
        return Set.of("bootstrapServers", "securityProtocol", "mechanism");
    }

    @Override
    public Sink open(Target target) {
        return new ConnectedSink<>(new KafkaProtocol(target, reach));
    }

    private static void oneOf(Part part, String word, List<String> allowed) {
        if (!allowed.contains(word)) {
            part.refuse("There is no '" + word + "' here", String.join(", ", allowed));
        }
    }

    private static void checkServers(Part part, String servers) {
        if (!SERVERS.matcher(servers).matches()) {
            part.refuse("These are no addresses of Kafka brokers", "host:9092, several with commas between");
        }
    }

    private static void checkTopic(Part part, String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            part.refuse("The topic '" + topic + "' must be 1 to 249 letters, digits, dots, _ and -", "belay.changes");
        }
    }
}
