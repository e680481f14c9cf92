package dev.belay.core.condition;

import dev.belay.core.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Instants as conditions read them: texts in RFC 3339, or numbers of milliseconds since 1970-01-01T00:00:00Z, from the
 * year 0 to the year 9999. Reading never throws, because contexts may hold anything.
 */
public final class Instants {

    /** What is allowed where an instant is wanted, in words for an error message. */
    public static final String ALLOWED =
            "an instant like 2026-01-02T03:04:05Z or 2026-01-02T04:04:05.678+01:00, or milliseconds since 1970";

    static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int NANO_DIGITS = 9;
    private static final int SECONDS_A_MINUTE = 60;
    private static final int SECONDS_AN_HOUR = 3_600;
    private static final int SECONDS_A_DAY = 86_400;

    private Instants() {}

    /** The instant that a text or a number says; null if it says none. */
    public static @Nullable Instant read(Value value) {
        if (value instanceof Value.TextValue text) {
            return parse(text.value());
        }
        return value instanceof Value.NumberValue number ? ofMillis(number.value()) : null;
    }

    /** As {@link #read}, and texts may also be numbers of milliseconds, or have blanks around them. */
    static @Nullable Instant readLenient(Value value) {
        if (!(value instanceof Value.TextValue text)) {
            return read(value);
        }
        String stripped = text.value().strip();
        Double millis = Numbers.parse(stripped);
        return millis == null ? parse(stripped) : ofMillis(millis);
    }

    private static @Nullable Instant ofMillis(double millis) {
        double whole = Math.floor(millis);
        return whole >= FIRST.toEpochMilli() && whole <= LAST.toEpochMilli()
                ? Instant.ofEpochMilli((long) whole)
                : null;
    }

    private static @Nullable Instant parse(String text) {
        if (!hasShape(text)) {
            return null;
        }
        long day = epochDay(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int zone = endOfFraction(text);
        int offset = offset(text, zone);
        if (day == Long.MIN_VALUE || hour > 23 || minute > 59 || second > 59 || offset == Integer.MIN_VALUE) {
            return null;
        }
        int ofDay = hour * SECONDS_AN_HOUR + minute * SECONDS_A_MINUTE + second;
        return inRange(Instant.ofEpochSecond(day * SECONDS_A_DAY + ofDay - offset, nanos(text, zone)));
    }

    private static @Nullable Instant inRange(Instant instant) {
        return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
    }

    private static boolean hasShape(String text) {
        if (text.length() <= SHAPE.length()) {
            return false;
        }
        for (int index = 0; index < SHAPE.length(); index++) {
            char wanted = SHAPE.charAt(index);
            char found = text.charAt(index);
            boolean fits = switch (wanted) {
                case 'd' -> isDigit(found);
                case 'T' -> found == 'T' || found == 't';
                default -> found == wanted;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static long epochDay(int year, int month, int day) {
        return month >= 1
                        && month <= 12
                        && day >= 1
                        && YearMonth.of(year, month).isValidDay(day)
                ? LocalDate.of(year, month, day).toEpochDay()
                : Long.MIN_VALUE;
    }

    /** Where the offset begins; the fraction before it, if any, has at least one digit. */
    private static int endOfFraction(String text) {
        int end = SHAPE.length();
        if (text.charAt(end) != '.') {
            return end;
        }
        do {
            end++;
        } while (end < text.length() && isDigit(text.charAt(end)));
        return end == SHAPE.length() + 1 ? text.length() : end;
    }

    /** The fraction's first nine digits; finer ones are cut off. */
    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int index = SHAPE.length() + 1; index <= SHAPE.length() + NANO_DIGITS; index++) {
            nanos = nanos * 10 + (index < end ? text.charAt(index) - '0' : 0);
        }
        return nanos;
    }

    /** The offset from UTC in seconds. */
    private static int offset(String text, int start) {
        if (start == text.length() - 1 && (text.charAt(start) == 'Z' || text.charAt(start) == 'z')) {
            return 0;
        }
        if (start != text.length() - 6 || text.charAt(start + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, start + 1, start + 3);
        int minutes = number(text, start + 4, start + 6);
        int seconds = hours * SECONDS_AN_HOUR + minutes * SECONDS_A_MINUTE;
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return switch (text.charAt(start)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> Integer.MIN_VALUE;
        };
    }

    /** The digits as a number, or -1 if there is anything else. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int index = from; index < to; index++) {
            if (!isDigit(text.charAt(index))) {
                return -1;
            }
            number = number * 10 + text.charAt(index) - '0';
        }
        return number;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
