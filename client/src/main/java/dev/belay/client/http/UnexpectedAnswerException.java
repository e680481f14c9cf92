package dev.belay.client.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A server answered, but not with what was asked for. */
public final class UnexpectedAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final long retryAfterSeconds;

    private UnexpectedAnswerException(int status, long retryAfterSeconds, String message) {
        super(message);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Describes the answer of an exchange. */
    public static UnexpectedAnswerException of(Exchange exchange) {
        String location = exchange.headers()
                .firstValue("Location")
                .map(to -> " and points to " + to)
                .orElse("");
        long wait = exchange.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Long::parseLong)
                .orElse(0L);
        return new UnexpectedAnswerException(
                exchange.status(), wait, "The server answers with status " + exchange.status() + location);
    }

    /** Whether the server does not accept the credential. */
    public boolean isRefusal() {
        return status == 401 || status == 403;
    }

    /** Whether what was asked for is not there, or no more. */
    public boolean isAbsence() {
        return status == 404 || status == 410;
    }

    /** Whether asking again later may help without anybody changing anything. */
    public boolean isTemporary() {
        return status >= 500 || status == 429 || status == 408;
    }

    /** How long the server asks to be left alone, if it says so. */
    public Optional<Duration> retryAfter() {
        return retryAfterSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(retryAfterSeconds));
    }
}
