package dev.belay.verification.sinks;

import dev.belay.events.ChangeEvent;
import dev.belay.events.FlagSetEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What came of a broker.
 *
 * @param broker     which
 * @param expected   how many events were to come
 * @param received   how many came, repeats among them
 * @param lost       those that did not
 * @param disorder   events that came for the first time, though a later one had come before
 * @param repeats    events that had come before
 * @param unexpected events that were not to come: of what the sink leaves out, or that tell receivers to read anew
 */
record Findings(String broker, int expected, int received, int lost, int disorder, int repeats, int unexpected) {

    /**
     * An event by its place in the order of all.
     *
     * @param index in its change set, from 1 on
     */
    record Place(long revision, int index) implements Comparable<Place> {

        static Place of(FlagSetEvent event) {
            return new Place(event.position().revision(), event instanceof ChangeEvent change ? change.index() : 0);
        }

        @Override
        public int compareTo(Place other) {
            int byRevision = Long.compare(revision, other.revision);
            return byRevision != 0 ? byRevision : Integer.compare(index, other.index);
        }
    }

    /** Looks at what came of revisions from {@code first} to {@code last}, each of which is one event. */
    static Findings of(String broker, long first, long last, List<FlagSetEvent> events) {
        return of(
                broker,
                LongStream.rangeClosed(first, last)
                        .mapToObj(revision -> new Place(revision, 1))
                        .collect(Collectors.toCollection(TreeSet::new)),
                events);
    }

    /** Looks at what came of the events that were to come. */
    static Findings of(String broker, SortedSet<Place> expected, List<FlagSetEvent> events) {
        Set<Place> seen = new HashSet<>();
        Place newest = new Place(0, 0);
        int disorder = 0;
        int repeats = 0;
        int unexpected = 0;
        for (FlagSetEvent event : events) {
            Place place = Place.of(event);
            if (!expected.contains(place)) {
                unexpected++;
            } else if (!seen.add(place)) {
                repeats++;
            } else if (place.compareTo(newest) < 0) {
                disorder++;
            } else {
                newest = place;
            }
        }
        int lost = expected.size() - seen.size();
        return new Findings(broker, expected.size(), events.size(), lost, disorder, repeats, unexpected);
    }

    boolean isClean() {
        return lost == 0 && disorder == 0 && unexpected == 0;
    }

    static String table(List<Findings> all) {
        StringBuilder table = new StringBuilder("%-24s %8s %9s %6s %13s %8s %11s%n"
                .formatted("broker", "events", "received", "lost", "out of order", "repeats", "unexpected"));
        for (Findings each : all) {
            table.append("%-24s %,8d %,9d %,6d %,13d %,8d %,11d%n"
                    .formatted(
                            each.broker,
                            each.expected,
                            each.received,
                            each.lost,
                            each.disorder,
                            each.repeats,
                            each.unexpected));
        }
        return table.toString();
    }
}
