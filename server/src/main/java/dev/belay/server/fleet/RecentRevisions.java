package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.json.state.Checksum;
import dev.belay.json.state.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest revisions of a flag set: what instances at them must hold, and how long they took to get there.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class RecentRevisions {

    static final int MOST = 100;

    private final Deque<Recent> newestFirst = new ArrayDeque<>();

    /**
     * Takes over the state that an entry left; one that is known already, or older, changes nothing.
     *
     * @param late whether it came here late, so that nobody can have had it from here in time
     * @return whether it was new
     */
    synchronized boolean add(LedgerState after, boolean late) {
        Recent newest = newestFirst.peekFirst();
        boolean sameEpoch = newest != null && newest.position().sharesEpochWith(after.position());
        if (sameEpoch && newest.position().revision() >= after.position().revision()) {
            return false;
        }
        newestFirst.addFirst(
                new Recent(new Delivery(after.position(), after.at(), new DeliveryTimes()), after.checksum(), late));
        if (newestFirst.size() > MOST) {
            newestFirst.removeLast();
        }
        return true;
    }

    /** Whether the checksum is not the one that belongs to the position; false if that is not known any more. */
    synchronized boolean contradicts(Position position, String checksum) {
        for (Recent recent : newestFirst) {
            if (recent.position().equals(position)) {
                return !recent.checksum.hex().equals(checksum);
            }
        }
        return false;
    }

    /**
     * How a position came to an instance.
     *
     * @param connected since when it follows; revisions that were made before do not count, since it was not there
     * @param applied   when it moved to the position
     */
    record Arrival(Instant connected, Instant applied) {

        /** Entries are made at whole milliseconds. */
        Arrival {
            connected = connected.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Notes that an instance moved.
     *
     * @param before where it had last said to be
     * @return how long the newest revision among these took that count, if the instance moved over any
     */
    synchronized Optional<Duration> moved(Position before, Position applied, Arrival arrival) {
        @Nullable Duration newest = null;
        for (Recent recent : newestFirst) {
            if (recent.position().equals(before)) {
                // All that follow are older.
                break;
            }
            if (!recent.late
                    && recent.isPassed(before, applied)
                    && !recent.delivery.at().isBefore(arrival.connected)) {
                Duration took = took(recent.delivery, arrival);
                recent.delivery.times().record(took.toMillis());
                newest = newest == null ? took : newest;
            }
        }
        return Optional.ofNullable(newest);
    }

    // An instance that claims to have been faster than the entry itself is believed no further than that.
    private static Duration took(Delivery delivery, Arrival arrival) {
        Duration took = Duration.between(delivery.at(), arrival.applied);
        return took.isNegative() ? Duration.ZERO : took;
    }

    /** Those that came here late. */
    synchronized Set<Position> late() {
        return newestFirst.stream()
                .filter(recent -> recent.late)
                .map(Recent::position)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized List<Delivery> deliveries() {
        List<Delivery> copies = new ArrayList<>(newestFirst.size());
        newestFirst.forEach(recent -> copies.add(recent.delivery.copy()));
        return copies;
    }

    private record Recent(Delivery delivery, Checksum checksum, boolean late) {

        Position position() {
            return delivery.position();
        }

        /** Whether this lies after one position and not after another. */
        boolean isPassed(Position before, Position applied) {
            long revision = position().revision();
            return applied.sharesEpochWith(position())
                    && revision <= applied.revision()
                    && (!before.sharesEpochWith(applied) || revision > before.revision());
        }
    }
}
