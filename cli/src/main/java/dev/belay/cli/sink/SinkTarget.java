package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a sink delivers to. */
final class SinkTarget {

    @Option(names = "--webhook", paramLabel = "URL", description = "An address that events are posted to.")
    @Nullable
    String webhook;

    @Option(
            names = "--redis",
            paramLabel = "URI",
            description = "A Redis server; events are published to belay:changes.")
    @Nullable
    String redis;

    @Option(names = "--nats", paramLabel = "SERVERS", description = "NATS servers; subject belay.changes.….")
    @Nullable
    String nats;

    @Option(names = "--kafka", paramLabel = "SERVERS", description = "Kafka brokers; topic belay.changes.")
    @Nullable
    String kafka;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "A file with the target as JSON, such as {\"kafka\": {…}}, for passwords and everything else, also of the"
                            + " sink, such as \"giveUpAfter\": \"PT1H\"; - reads standard input.")
    @Nullable
    String file;

    /** Whether nothing stays of a target of some kind. */
    boolean replaces(String kind) {
        return file != null || valueOf(kind) == null;
    }

    private @Nullable String valueOf(String kind) {
        return switch (kind) {
            case "webhook" -> webhook;
            case "redis" -> redis;
            case "nats" -> nats;
            case "kafka" -> kafka;
            default -> null;
        };
    }

    void addTo(ObjectNode body, Session session) {
        put(body, "webhook", "url", webhook);
        put(body, "redis", "uri", redis);
        put(body, "nats", "servers", nats);
        put(body, "kafka", "bootstrapServers", kafka);
        if (file != null) {
            JsonNode target = new DocumentInput(session.surroundings()).file(file);
            target.properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        }
    }

    /** Says whether a webhook may be sent without encryption. */
    static void allowHttp(ObjectNode body, boolean allowed) {
        if (!body.has("webhook")) {
            throw new UsageException("--allow-http is about webhooks, and this is another kind of sink.");
        }
        body.withObject("/webhook").put("allowHttp", allowed);
    }

    // Whatever else is known of a target of this kind stays.
    private static void put(ObjectNode body, String kind, String field, @Nullable String value) {
        if (value != null) {
            body.withObject("/" + kind).put(field, value);
        }
    }
}
