package dev.belay.server.sinks.webhook;

import dev.belay.events.WebhookSecret;
import dev.belay.json.InstantFormat;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Signs messages with the secret, and with the one before for as long as it still counts. */
final class Signature {

    private final WebhookSecret secret;
    private final Optional<WebhookSecret> old;
    private final Instant oldUntil;
    private final InstantSource clock;

    Signature(Target target, InstantSource clock) {
        secret = WebhookSecret.parse(target.secret(WebhookType.SECRET)
                .orElseThrow(() -> new IllegalStateException("The webhook has no secret")));
        old = target.secret(WebhookType.OLD_SECRET).map(WebhookSecret::parse);
        oldUntil = target.secret(WebhookType.OLD_SECRET_UNTIL)
                .map(InstantFormat::parse)
                .orElse(Instant.EPOCH);
        this.clock = clock;
    }

    /** The headers that a receiver verifies. */
    Map<String, String> headers(Message message) {
        Instant now = clock.instant();
        long timestamp = now.getEpochSecond();
        String signature = secret.sign(message.globalId(), timestamp, message.bytes());
        String both = old.filter(_ -> now.isBefore(oldUntil))
                .map(before -> signature + " " + before.sign(message.globalId(), timestamp, message.bytes()))
                .orElse(signature);
        return Map.of(
                "webhook-id", message.globalId(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", both);
    }
}
