package dev.belay.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as every format writes them: RFC 3339 in UTC with exactly milliseconds, {@code 2026-01-02T03:04:05.678Z}. */
public final class InstantFormat {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private static final int LAST_YEAR = 9_999;

    private InstantFormat() {}

    /** The instant as text; what is finer than a millisecond is cut off. */
    public static String write(Instant instant) {
        return FORM.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /**
     * Reads an RFC 3339 instant from the year 0 to the year 9999, with any offset and up to nine decimals.
     *
     * @throws IllegalArgumentException if {@code text} is not one
     */
    public static Instant parse(String text) {
        try {
            OffsetDateTime read = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (read.getYear() >= 0 && read.getYear() <= LAST_YEAR) {
                return read.toInstant();
            }
        } catch (DateTimeException notAnInstant) {
            throw new IllegalArgumentException(notAnInstant(text), notAnInstant);
        }
        throw new IllegalArgumentException(notAnInstant(text));
    }

    private static String notAnInstant(String text) {
        return "'" + text + "' is not an instant like 2026-01-02T03:04:05.678Z";
    }
}
