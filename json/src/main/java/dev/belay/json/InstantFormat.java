package dev.belay.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Instants as every format writes them: RFC 3339 in UTC with exactly milliseconds, {@code 2026-01-02T03:04:05.678Z}. */
public final class InstantFormat {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private InstantFormat() {}

    /** The instant as text; what is finer than a millisecond is cut off. */
    public static String write(Instant instant) {
        return FORM.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /**
     * Reads an RFC 3339 instant, with any offset and any number of decimals.
     *
     * @throws IllegalArgumentException if {@code text} is not one
     */
    public static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notAnInstant) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an instant like 2026-01-02T03:04:05.678Z", notAnInstant);
        }
    }
}
