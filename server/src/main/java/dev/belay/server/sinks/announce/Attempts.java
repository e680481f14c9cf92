package dev.belay.server.sinks.announce;

import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.storage.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts failures of one event, and for how long it was tried: by the clock that people read, and by one that only goes
 * forward and counts while somebody tries. Both must say that it was long enough, since the first may jump, on this
 * machine or between two.
 */
final class Attempts {

    private final Duration giveUpAfter;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private Optional<Last> last = Optional.empty();

    Attempts(Duration giveUpAfter, InstantSource clock, LongSupplier nanos) {
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
        this.nanos = nanos;
    }

    private record Last(String event, long at) {}

    /** The trouble of a cursor after one more failure. */
    Cursor.Trouble failed(Cursor cursor, String event, DeliveryException failure) {
        Instant now = clock.instant();
        Optional<Cursor.Trouble> before =
                cursor.trouble().filter(each -> each.event().equals(event));
        Instant since = before.map(Cursor.Trouble::since).orElse(now);
        Duration sinceLast = sinceLast(event);
        Duration tried = before.map(each -> each.tried().plus(sinceLast)).orElse(Duration.ZERO);
        boolean late = tried.compareTo(giveUpAfter) >= 0
                && Duration.between(since, now).compareTo(giveUpAfter) >= 0;
        return new Cursor.Trouble(
                since,
                tried,
                before.map(Cursor.Trouble::attempts).orElse(0) + 1,
                event,
                failure.sentence(),
                failure.refused() || late);
    }

    private Duration sinceLast(String event) {
        long now = nanos.getAsLong();
        Optional<Last> same = last.filter(each -> each.event().equals(event));
        last = Optional.of(new Last(event, now));
        return same.map(each -> Duration.ofNanos(now - each.at())).orElse(Duration.ZERO);
    }
}
