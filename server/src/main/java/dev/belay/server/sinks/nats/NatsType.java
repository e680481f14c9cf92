package dev.belay.server.sinks.nats;

import dev.belay.json.reading.Part;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.delivery.TargetFields;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * NATS JetStream: events published to a subject that a stream keeps, acknowledged once it has them.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class NatsType implements SinkType {

    private static final Set<String> FIELDS = Set.of("servers", "subject", "username", "password", "token");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern SERVERS = Pattern.compile("(nats|tls)://[^@,\\s/]+/?(,(nats|tls)://[^@,\\s/]+/?)*");

    private final Reach reach;

    /** The kind, for servers within this reach. */
    public NatsType(Reach reach) {
        this.reach = reach;
    }

    @Override
    public String word() {
        return "nats";
    }

    @Override
    public Target read(Part part) {
        return new TargetFields(part, FIELDS)
                .require("servers", NatsType::checkServers)
                .text("subject", "belay.changes", NatsType::checkSubject)
                .optional("username", TargetFields::notEmpty)
                .secret("password", TargetFields::notEmpty)
                .secret("token", TargetFields::notEmpty)
                .target();
    }

    @Override
    public Set<String> whereSecretsGo() {
        return Set.of("servers");
    }

    @Override
    public Sink open(Target target) {
        return new ConnectedSink<>(new NatsProtocol(target, reach));
    }

    private static void checkServers(Part part, String servers) {
        if (!SERVERS.matcher(servers).matches()) {
            part.refuse(
                    "These are no addresses of NATS servers; credentials belong into 'username' and 'password', or"
                            + " 'token'",
                    "nats://host:4222 or tls://host:4222, several with commas between");
        }
    }

    private static void checkSubject(Part part, String subject) {
        if (!SUBJECT.matcher(subject).matches()) {
            part.refuse(
                    "The subject '" + subject + "' must be words of letters, digits, _ and - with dots between",
                    "belay.changes");
        }
    }
}
