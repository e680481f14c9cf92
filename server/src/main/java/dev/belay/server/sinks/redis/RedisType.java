package dev.belay.server.sinks.redis;

import dev.belay.json.reading.Part;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.delivery.TargetFields;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Redis: events published to a channel, which reach whoever listens at that moment, or added to a stream, where they
 * stay.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class RedisType implements SinkType {

    /** Publishes to a channel. */
    static final String PUBLISH = "publish";

    /** Adds to a stream. */
    static final String STREAM = "stream";

    private static final Set<String> FIELDS = Set.of("uri", "mode", "name", "username", "password");

    private final Reach reach;

    /** The kind, for servers within this reach. */
    public RedisType(Reach reach) {
        this.reach = reach;
    }

    @Override
    public String word() {
        return "redis";
    }

    @Override
    public Target read(Part part) {
        return new TargetFields(part, FIELDS)
                .require("uri", RedisType::checkUri)
                .text("mode", PUBLISH, RedisType::checkMode)
                .text("name", "belay:changes", TargetFields::notEmpty)
                .optional("username", TargetFields::notEmpty)
                .secret("password", TargetFields::notEmpty)
                .target();
    }

    @Override
    public Set<String> whereSecretsGo() {
        return Set.of("uri");
    }

    @Override
    public Sink open(Target target) {
        return new ConnectedSink<>(new RedisProtocol(target, reach));
    }

    private static void checkMode(Part part, String mode) {
        if (!mode.equals(PUBLISH) && !mode.equals(STREAM)) {
            part.refuse("There is no mode '" + mode + "'", PUBLISH + ", " + STREAM);
        }
    }

    private static void checkUri(Part part, String text) {
        if (text.contains("@")) {
            part.refuse("The address must not hold credentials; put them into 'username' and 'password'");
            return;
        }
        try {
            URI uri = new URI(text);
            boolean plain = uri.getRawAuthority() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (plain && Set.of("redis", "rediss").contains(uri.getScheme())) {
                RedisURI.create(text);
                return;
            }
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            // Refused below, like an address of another kind.
        }
        part.refuse("This is no address of a Redis server", "redis://host:6379/0, rediss://host:6379/0");
    }
}
