package dev.belay.server.replica;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the log how a copy stands, whenever that changes: that it is cut off, and why, again with every reason that
 * is new while it lasts; that it is no longer, and after how long; that it has become older than allowed, and is no longer.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class StandingLog {

    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    /** So many reasons are told while a copy is cut off; of more, each with something of its own, nobody learns more. */
    private static final int MOST_REASONS = 16;

    private final LongSupplier nanos;

    /** Why it is cut off, as far as that has been told; empty while it is not. */
    private final Set<String> reasons = new HashSet<>();

    private long awaySince;
    private boolean tooOld;

    /** @param nanos a clock that never goes back, in nanoseconds */
    StandingLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * What is known of a copy.
     *
     * @param age how long ago it was last known to be the newest
     */
    record Facts(Optional<LedgerId> flagSet, Optional<Position> position, Optional<Duration> age) {}

    /**
     * Notes that the copy is cut off.
     *
     * @return whether it was not before
     */
    synchronized boolean away(Facts facts, String why) {
        boolean begins = reasons.isEmpty();
        if (begins) {
            awaySince = nanos.getAsLong();
        }
        if (reasons.size() < MOST_REASONS && reasons.add(why)) {
            aged(LOG.atWarn(), facts).addKeyValue("message", why).log("replica.away");
        }
        return begins;
    }

    /**
     * Notes that the copy is the newest.
     *
     * @return whether it was cut off before
     */
    synchronized boolean back(Facts facts) {
        boolean ends = !reasons.isEmpty();
        if (ends) {
            reasons.clear();
            long seconds = Duration.ofNanos(nanos.getAsLong() - awaySince).toSeconds();
            named(LOG.atInfo(), facts).addKeyValue("awaySeconds", seconds).log("replica.back");
        }
        return ends;
    }

    /** Notes whether the copy is older than allowed. */
    synchronized void age(Facts facts, boolean isTooOld, Duration most) {
        if (isTooOld != tooOld) {
            tooOld = isTooOld;
            aged(isTooOld ? LOG.atWarn() : LOG.atInfo(), facts)
                    .addKeyValue("mostAgeSeconds", most.toSeconds())
                    .log(isTooOld ? "replica.too-old" : "replica.young-again");
        }
    }

    private static LoggingEventBuilder aged(LoggingEventBuilder line, Facts facts) {
        return with(named(line, facts), "ageSeconds", facts.age().map(Duration::toSeconds));
    }

    private static LoggingEventBuilder named(LoggingEventBuilder line, Facts facts) {
        return with(with(line, "flagSet", facts.flagSet()), "position", facts.position());
    }

    // What is not known is left out of a line, wherever it comes from.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static LoggingEventBuilder with(LoggingEventBuilder line, String name, Optional<?> known) {
        return known.isPresent() ? line.addKeyValue(name, known.get()) : line;
    }
}
