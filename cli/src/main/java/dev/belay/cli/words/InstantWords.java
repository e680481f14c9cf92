package dev.belay.cli.words;

import dev.belay.cli.terminal.Surroundings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Instants as people say them.
 *
 * @param clock tells now
 * @param zone  where the reader is
 */
public record InstantWords(InstantSource clock, ZoneId zone) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** For the person who gave the command. */
    public static InstantWords in(Surroundings surroundings) {
        return new InstantWords(surroundings.clock(), surroundings.zone());
    }

    /**
     * Local time, with the date unless it is today, and how long ago: "03:12:07 (3 min ago)". What is no instant stays as
     * it is.
     */
    public String of(String text) {
        try {
            Instant instant = Instant.parse(text);
            ZonedDateTime local = instant.atZone(zone);
            boolean today =
                    local.toLocalDate().equals(clock.instant().atZone(zone).toLocalDate());
            return (today ? TODAY : EARLIER).format(local) + " (" + ago(instant) + ")";
        } catch (DateTimeException notAnInstant) {
            return text;
        }
    }

    /** How long ago it was: "3 min ago". What is no instant stays as it is. */
    public String age(String text) {
        try {
            return ago(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            return text;
        }
    }

    private String ago(Instant instant) {
        Duration age = Duration.between(instant, clock.instant());
        if (age.isNegative()) {
            return age.compareTo(Duration.ofSeconds(-2)) > 0 ? "just now" : "in " + length(age.negated());
        }
        return age.toSeconds() < 1 ? "just now" : length(age) + " ago";
    }

    private static String length(Duration age) {
        if (age.toSeconds() < 60) {
            return age.toSeconds() + " s";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }
}
