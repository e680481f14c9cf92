package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.events.ResetEvent;
import dev.belay.ledger.LedgerException;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.UndeliverableEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the changes of one flag set to one sink, in order, for as long as this node holds the sink's lease. Nothing
 * is queued: what comes next is read from the ledger, by a cursor that is stored after each acknowledgement.
 *
 * <p><b>Thread-safety:</b> runs on a thread of its own; {@link #wake} and {@link #expect} may be called from any.
 */
final class Line implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("belay.sinks");
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration WITHOUT_LEASE = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final LineParts parts;
    private final Signal signal = new Signal();
    private Cursor cursor;
    private int done;
    private boolean unsaved;
    private boolean lost;
    private volatile long expected;
    private volatile boolean stopped;

    Line(LineParts parts, Cursor cursor) {
        this.parts = parts;
        this.cursor = cursor;
        this.expected = cursor.generation();
    }

    /** Says that there may be something to deliver. */
    void wake() {
        signal.raise();
    }

    /** Says which generation the stored cursor has, so that the line reads it again if it is another. */
    void expect(long generation) {
        if (generation != expected) {
            expected = generation;
            signal.raise();
        }
    }

    /** Ends the line with the step that is under way, also if a client library swallows the thread's interruption. */
    void stop() {
        stopped = true;
        signal.raise();
    }

    @Override
    public void run() {
        try {
            while (!stopped && !Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (lost || !parts.lease().isValid()) {
                lost = false;
                signal.await(WITHOUT_LEASE);
            } else if (unsaved) {
                save();
            } else if (expected != cursor.generation()) {
                reload();
            } else {
                deliver();
            }
        } catch (LedgerException unavailable) {
            LOG.atDebug().addKeyValue("sink", cursor.sink()).log("sink.store-unavailable", unavailable);
            signal.await(parts.pauses().after(1));
        } catch (RuntimeException defect) {
            LOG.error("sink.failed sink={} flagSet={}", cursor.sink(), cursor.flagSet(), defect);
            signal.await(parts.pauses().most());
        }
    }

    private void reload() {
        parts.cursors().of(cursor.sink()).stream()
                .filter(stored -> stored.flagSet().equals(cursor.flagSet()))
                .findFirst()
                .ifPresent(stored -> {
                    cursor = stored;
                    done = 0;
                    expected = stored.generation();
                });
    }

    private void deliver() throws InterruptedException {
        Reading reading = parts.source().after(cursor, done, parts.sink().most());
        List<Announcement> next = reading.announcements();
        parts.measures()
                .lag(
                        cursor.flagSet(),
                        parts.source().head().revision() - cursor.position().revision());
        if (next.isEmpty()) {
            pass(reading.end());
            return;
        }
        try {
            parts.sink().deliver(next.stream().map(Announcement::message).toList());
            acknowledged(next, reading.end());
        } catch (DeliveryException failure) {
            List<Announcement> delivered = next.subList(0, failure.delivered());
            acknowledged(delivered, delivered.isEmpty() ? cursor.position() : lastEnd(delivered));
            failed(next.get(failure.delivered()), failure);
        }
    }

    private void pass(Position end) throws InterruptedException {
        if (end.equals(cursor.position())) {
            signal.await(POLL);
        } else {
            store(cursor.at(end, cursor.announced()), 0);
        }
    }

    private void acknowledged(List<Announcement> delivered, Position end) {
        if (delivered.isEmpty()) {
            return;
        }
        parts.measures().delivered(delivered.size());
        parts.measures().blocked(cursor.flagSet(), false);
        delivered.forEach(this::tellOfGap);
        Announcement newest = delivered.get(delivered.size() - 1);
        if (newest.last()) {
            store(cursor.at(end, Optional.of(newest.entry())), 0);
            return;
        }
        int inEntry = (int) delivered.stream()
                .filter(each -> each.entry().equals(newest.entry()))
                .count();
        boolean continued = delivered.get(0).entry().equals(newest.entry());
        Optional<Announcement> whole =
                delivered.stream().filter(Announcement::last).reduce((_, later) -> later);
        whole.ifPresent(each -> store(cursor.at(each.entry(), Optional.of(each.entry())), 0));
        done = continued ? done + inEntry : inEntry;
    }

    private void tellOfGap(Announcement announcement) {
        if (announcement.event() instanceof ResetEvent reset && reset.cause() == ResetEvent.Cause.COMPACTED) {
            parts.measures().lostItsPlace();
            LOG.warn(
                    "sink.lost-its-place sink={} flagSet={} position={} goesOnAfter={}",
                    cursor.sink(),
                    cursor.flagSet(),
                    cursor.position(),
                    reset.position());
        }
    }

    private Position lastEnd(List<Announcement> delivered) {
        return delivered.get(delivered.size() - 1).entry();
    }

    // What was acknowledged is remembered here even where it cannot be stored, so that a database that is away makes no
    // repeats.
    private void store(Cursor moved, int doneOfNext) {
        cursor = moved;
        done = doneOfNext;
        unsaved = true;
        save();
    }

    private void save() {
        boolean mine = parts.cursors().store(cursor, parts.lease().fence());
        unsaved = false;
        if (!mine) {
            // Somebody has moved the cursor, or another node delivers; the next look at the tables tells.
            reload();
            lost = true;
        }
    }

    private void failed(Announcement event, DeliveryException failure) throws InterruptedException {
        parts.measures().failed();
        Cursor.Trouble trouble = trouble(event, failure);
        if (trouble.blocked() && maySkip(event)) {
            skip(event, trouble);
            return;
        }
        log(trouble);
        parts.measures().blocked(cursor.flagSet(), trouble.blocked());
        store(cursor.with(trouble), done);
        signalAfter(
                failure.refused() && trouble.blocked()
                        ? FOREVER
                        : parts.pauses().after(trouble.attempts()));
    }

    // A pause that ends early only because there is more to deliver would be none.
    private void signalAfter(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        long left = pause.toNanos();
        while (left > 0
                && !stopped
                && expected == cursor.generation()
                && parts.lease().isValid()) {
            signal.await(Duration.ofNanos(left));
            left = end - System.nanoTime();
        }
    }

    private Cursor.Trouble trouble(Announcement event, DeliveryException failure) {
        Instant now = parts.clock().instant();
        Optional<Cursor.Trouble> before = cursor.trouble()
                .filter(each -> each.event().equals(event.event().id()));
        Instant since = before.map(Cursor.Trouble::since).orElse(now);
        boolean late = Duration.between(since, now).compareTo(parts.manner().giveUpAfter()) >= 0;
        return new Cursor.Trouble(
                since,
                before.map(Cursor.Trouble::attempts).orElse(0) + 1,
                event.event().id(),
                failure.sentence(),
                failure.refused() || late);
    }

    private boolean maySkip(Announcement event) {
        return parts.manner().skips()
                || parts.undeliverable()
                        .has(cursor.sink(), cursor.flagSet(), event.event().id());
    }

    private void skip(Announcement event, Cursor.Trouble trouble) {
        parts.undeliverable()
                .add(new UndeliverableEvent(
                        cursor.sink(),
                        cursor.flagSet(),
                        trouble.event(),
                        event.entry(),
                        parts.clock().instant(),
                        trouble.attempts(),
                        trouble.error()));
        LOG.warn("sink.event-skipped sink={} event={} error={}", cursor.sink(), trouble.event(), trouble.error());
        if (event.last()) {
            store(cursor.at(event.entry(), Optional.of(event.entry())), 0);
        } else {
            done++;
        }
    }

    private void log(Cursor.Trouble trouble) {
        if (trouble.blocked()
                && cursor.trouble().filter(Cursor.Trouble::blocked).isEmpty()) {
            LOG.error(
                    "sink.blocked sink={} flagSet={} event={} error={}",
                    cursor.sink(),
                    cursor.flagSet(),
                    trouble.event(),
                    trouble.error());
        } else if (trouble.attempts() == 1) {
            LOG.warn("sink.failing sink={} flagSet={} error={}", cursor.sink(), cursor.flagSet(), trouble.error());
        }
    }
}
