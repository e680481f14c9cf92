package dev.belay.json.flag;

import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Instants;
import dev.belay.core.condition.WallClock;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions that ask what time it is. */
final class MomentReader {

    static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private static final Condition UNREADABLE = new Condition.All(List.of());
    private static final Set<String> ZONES = new TreeSet<>(ZoneId.getAvailableZoneIds());
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?");
    private static final String TIME_ALLOWED = "a time like 09:00 or 17:30:15, and 24:00 for the end of the day";

    private MomentReader() {}

    /** {@code {"after"?, "before"?}}. */
    static Condition now(Part now) {
        Members members = now.members(Set.of("after", "before"));
        Optional<Instant> after = members.find("after").map(part -> instant(part, Instant.MIN));
        Optional<Instant> before = members.find("before").map(part -> instant(part, Instant.MAX));
        try {
            return members.isReadable() ? new Condition.Now(after, before) : UNREADABLE;
        } catch (IllegalArgumentException mistake) {
            now.refuse(String.valueOf(mistake.getMessage()));
            return UNREADABLE;
        }
    }

    /** {@code {"zone", "from"?, "to"?, "days"?}}. */
    static Condition time(Part part) {
        Members members = part.members(Set.of("zone", "from", "to", "days"));
        ZoneId zone = zone(members.require("zone"));
        int from = members.find("from").map(MomentReader::secondOfDay).orElse(0);
        int to = members.find("to").map(MomentReader::secondOfDay).orElse(WallClock.DAY);
        Set<DayOfWeek> days = members.find("days").map(MomentReader::days).orElseGet(WallClock::everyDay);
        if (members.isReadable() && members.names().equals(Set.of("zone"))) {
            part.refuse("This must have 'from', 'to' or 'days'", "days, from, to");
        }
        try {
            return members.isReadable() ? new Condition.Time(new WallClock(zone, from, to, days)) : UNREADABLE;
        } catch (IllegalArgumentException mistake) {
            part.refuse(String.valueOf(mistake.getMessage()));
            return UNREADABLE;
        }
    }

    /** The instant; {@code otherwise}, which contradicts no other bound, where there is none to read. */
    private static Instant instant(Part part, Instant otherwise) {
        Instant instant = Instants.read(part.value());
        if (instant == null) {
            part.refuse("This must be an instant, and it is " + part.given(), Instants.ALLOWED);
            return otherwise;
        }
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static ZoneId zone(Part part) {
        String name = part.text();
        if (ZONES.contains(name)) {
            return ZoneId.of(name);
        }
        if (part.isText() && part.isHeard()) {
            part.refuse(
                    "There is no time zone '" + name + "'" + Nearest.hint(name, ZONES),
                    "a name of the IANA database, such as Europe/Lisbon or UTC");
        }
        return ZoneOffset.UTC;
    }

    private static int secondOfDay(Part part) {
        String text = part.text();
        if (text.equals("24:00")) {
            return WallClock.DAY;
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            if (part.isText()) {
                part.refuse("'" + text + "' is not a time of the day", TIME_ALLOWED);
            }
            return 0;
        }
        int seconds = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return Integer.parseInt(matcher.group(1)) * 3600 + Integer.parseInt(matcher.group(2)) * 60 + seconds;
    }

    private static Set<DayOfWeek> days(Part part) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Part day : part.items()) {
            String word = day.text();
            int index = DAYS.indexOf(word);
            if (index >= 0) {
                days.add(DayOfWeek.of(index + 1));
            } else if (day.isText()) {
                day.refuse("There is no day '" + word + "'" + hint(word), String.join(", ", DAYS));
            }
        }
        // Days that could not be read are not days that are missing.
        boolean isEmptyList = part.isList() && part.items().isEmpty();
        return days.isEmpty() && !isEmptyList ? WallClock.everyDay() : days;
    }

    /** Whoever writes a day in full is told its short form. */
    private static String hint(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return DAYS.stream()
                .filter(small::startsWith)
                .findFirst()
                .map(day -> "; did you mean '" + day + "'?")
                .orElseGet(() -> Nearest.hint(word, DAYS));
    }
}
