package dev.belay.server.sinks.webhook;

import dev.belay.events.WebhookSecret;
import dev.belay.json.reading.Part;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.delivery.TargetFields;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/**
 * Webhooks: events by HTTP POST, one to a request, signed as Standard Webhooks define it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class WebhookType implements SinkType {

    /** The secret that messages are signed with. */
    public static final String SECRET = "secret";

    /** The secret that was replaced, for as long as it still counts. */
    public static final String OLD_SECRET = "oldSecret";

    /** Until when it counts, as an instant. */
    public static final String OLD_SECRET_UNTIL = "oldSecretUntil";

    private static final Set<String> FIELDS = Set.of("url", "allowHttp", SECRET);
    private static final int SECRET_BYTES = 32;

    private final Vertx vertx;
    private final InstantSource clock;
    private final Reach reach;

    /**
     * Webhooks that are sent by an HTTP client of this Vert.x.
     *
     * @param reach which addresses may be sent to
     */
    public WebhookType(Vertx vertx, InstantSource clock, Reach reach) {
        this.vertx = vertx;
        this.clock = clock;
        this.reach = reach;
    }

    /** A new secret. */
    public static String newSecret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return WebhookSecret.of(bytes).text();
    }

    @Override
    public String word() {
        return "webhook";
    }

    @Override
    public Target read(Part part) {
        Target target = new TargetFields(part, FIELDS)
                .require("url", (at, text) -> {})
                .truth("allowHttp")
                .secret(SECRET, WebhookType::checkSecret)
                .target();
        if (part.isObject() && target.text("url").filter(url -> !url.isEmpty()).isPresent()) {
            check(part.members(FIELDS).require("url"), target);
        }
        return target;
    }

    @Override
    public Target complete(Target target, SecureRandom random) {
        return target.secret(SECRET).isPresent() ? target : target.withSecret(SECRET, newSecret(random));
    }

    @Override
    public Sink open(Target target) {
        return new WebhookSink(vertx, clock, reach, target);
    }

    private static void checkSecret(Part part, String text) {
        try {
            WebhookSecret.parse(text);
        } catch (IllegalArgumentException notASecret) {
            part.refuse(String.valueOf(notASecret.getMessage()), "whsec_ and 24 to 64 bytes in Base64");
        }
    }

    private static void check(Part part, Target target) {
        try {
            URI url = new URI(target.require("url"));
            String scheme = String.valueOf(url.getScheme());
            if (url.getHost() == null || !Set.of("http", "https").contains(scheme)) {
                part.refuse("This is no address of a web server", "https://host/path");
            } else if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                part.refuse("The address must have neither credentials nor a fragment");
            } else if (scheme.equals("http") && !target.truth("allowHttp") && !Reach.isLoopbackName(url.getHost())) {
                part.refuse(
                        "Events must be sent by https, unless 'allowHttp' is true (sink create --allow-http)",
                        "https://host/path");
            }
        } catch (URISyntaxException notAnAddress) {
            part.refuse("This is no address: " + notAnAddress.getReason(), "https://host/path");
        }
    }
}
