package dev.belay.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells whether a webhook comes from somebody who knows the secret, and recently.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class WebhookVerifier {

    /** How far the timestamp of a message may be from now, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<WebhookSecret> secrets;
    private final InstantSource clock;

    /**
     * Accepts what one of these secrets has signed; several while one takes over from another.
     *
     * @throws IllegalArgumentException if there is no secret
     */
    public WebhookVerifier(List<WebhookSecret> secrets, InstantSource clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("Without a secret nothing can be verified; give at least one");
        }
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * Whether a message is genuine and not older, or newer, than {@link #TOLERANCE}.
     *
     * @param id         the header {@code webhook-id}
     * @param timestamp  the header {@code webhook-timestamp}
     * @param signatures the header {@code webhook-signature}: one or more, with spaces between
     */
    public boolean verify(String id, String timestamp, String signatures, byte[] body) {
        long seconds;
        try {
            seconds = Long.parseLong(timestamp);
        } catch (NumberFormatException notATimestamp) {
            return false;
        }
        return isRecent(seconds)
                && List.of(signatures.split(" ", -1)).stream()
                        .anyMatch(signature ->
                                secrets.stream().anyMatch(secret -> secret.signed(signature, id, seconds, body)));
    }

    private boolean isRecent(long seconds) {
        long now = clock.instant().getEpochSecond();
        return seconds >= Instant.MIN.getEpochSecond()
                && seconds <= Instant.MAX.getEpochSecond()
                && Math.abs(now - seconds) <= TOLERANCE.toSeconds();
    }
}
