package dev.belay.core.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * Times of the day on days of the week, as clocks on the wall of a zone show them. A time that ends before it starts
 * goes on after midnight and belongs to the day on which it started.
 *
 * @param zone where the clock hangs
 * @param from the first second of the day, from 0
 * @param to   the first second after the time, up to {@value #DAY}
 * @param days the days on which it starts; at least one
 */
public record WallClock(ZoneId zone, int from, int to, Set<DayOfWeek> days) {

    /** The seconds of a day, as clocks show them: also on days that have an hour more or less. */
    public static final int DAY = 86_400;

    /** Checks that there is a time at all. */
    public WallClock {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("'days' must name at least one day");
        }
        if (from < 0 || from >= DAY || to < 0 || to > DAY) {
            throw new IllegalArgumentException("'from' and 'to' must lie within a day");
        }
        if (from == to) {
            throw new IllegalArgumentException("'from' and 'to' must differ; for whole days leave both out");
        }
    }

    /** Every day of the week. */
    public static Set<DayOfWeek> everyDay() {
        return EnumSet.allOf(DayOfWeek.class);
    }

    /** Whether the instant lies in one of the times. */
    public boolean holds(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        int second = local.toLocalTime().toSecondOfDay();
        if (from < to) {
            return second >= from && second < to && days.contains(local.getDayOfWeek());
        }
        return (second >= from && days.contains(local.getDayOfWeek()))
                || (second < to && days.contains(local.getDayOfWeek().minus(1)));
    }
}
