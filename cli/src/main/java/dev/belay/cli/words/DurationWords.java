package dev.belay.cli.words;

import java.time.DateTimeException;
import java.time.Duration;

/** Durations as people say them. */
public final class DurationWords {

    private DurationWords() {}

    /** The duration that an ISO 8601 text means, exactly, in the largest unit that divides it: "24 h". Else the text. */
    public static String of(String text) {
        try {
            Duration duration = Duration.parse(text);
            long seconds = duration.toSeconds();
            if (!duration.minusSeconds(seconds).isZero()) {
                return text;
            }
            if (seconds % 86_400 == 0 && seconds > 86_400) {
                return duration.toDays() + " days";
            }
            if (seconds % 3_600 == 0) {
                return duration.toHours() + " h";
            }
            return seconds % 60 == 0 ? duration.toMinutes() + " min" : seconds + " s";
        } catch (DateTimeException notADuration) {
            return text;
        }
    }
}
