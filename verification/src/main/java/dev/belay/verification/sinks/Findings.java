package dev.belay.verification.sinks;

import dev.belay.events.ChangeEvent;
import dev.belay.events.FlagSetEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came of a broker.
 *
 * @param broker   which
 * @param changes  how many revisions were written
 * @param received how many events came, repeats among them
 * @param lost     revisions of which no event came
 * @param disorder events that came for the first time, though a later one had come before
 * @param repeats  events that had come before
 * @param resets   events that tell receivers to read anew, of which there should be none
 */
record Findings(String broker, long changes, int received, long lost, int disorder, int repeats, int resets) {

    /** Looks at what came of revisions from {@code first} to {@code last}, each of which is one event. */
    static Findings of(String broker, long first, long last, List<FlagSetEvent> events) {
        Set<Long> seen = new HashSet<>();
        long newest = 0;
        int disorder = 0;
        int repeats = 0;
        int resets = 0;
        for (FlagSetEvent event : events) {
            long revision = event.position().revision();
            if (!(event instanceof ChangeEvent)) {
                resets++;
            } else if (!seen.add(revision)) {
                repeats++;
            } else if (revision < newest) {
                disorder++;
            }
            newest = Math.max(newest, revision);
        }
        long lost = 0;
        for (long revision = first; revision <= last; revision++) {
            lost += seen.contains(revision) ? 0 : 1;
        }
        return new Findings(broker, last - first + 1, events.size(), lost, disorder, repeats, resets);
    }

    boolean isClean() {
        return lost == 0 && disorder == 0 && resets == 0;
    }

    static String table(List<Findings> all) {
        StringBuilder table = new StringBuilder("%-24s %8s %9s %6s %13s %8s%n"
                .formatted("broker", "changes", "received", "lost", "out of order", "repeats"));
        for (Findings each : all) {
            table.append("%-24s %,8d %,9d %,6d %,13d %,8d%n"
                    .formatted(each.broker, each.changes, each.received, each.lost, each.disorder, each.repeats));
        }
        return table.toString();
    }
}
