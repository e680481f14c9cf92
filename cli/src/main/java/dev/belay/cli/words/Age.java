package dev.belay.cli.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages such as {@code 10m}, and instants as the API writes them. */
final class Age {
    static final Pattern PATTERN = Pattern.compile("(\\d{1,6}) ?(s|m|min|h|d)( ago)?");
    static final DateTimeFormatter WIRE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Age() {}

    static Instant before(Instant now, Matcher age) {
        long amount = Long.parseLong(age.group(1));
        Duration length = switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMinutes(amount);
        };
        return now.minus(length).truncatedTo(ChronoUnit.MILLIS);
    }
}
