package dev.belay.server.sinks.announce;

import dev.belay.events.ResetEvent;
import dev.belay.ledger.LedgerException;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.UndeliverableEvent;
import java.time.Duration;

/**
 * Delivers the changes of one flag set to one sink, in order, for as long as this node holds the sink's lease. Nothing
 * is queued: what comes next is read from the ledger, by a cursor that is stored after each acknowledgement. Whatever
 * was decided by a cursor that somebody has moved meanwhile is dropped.
 *
 * <p><b>Thread-safety:</b> runs on a thread of its own; {@link #wake}, {@link #expect} and {@link #stop} may be called
 * from any.
 */
final class Line implements Runnable {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration WITHOUT_LEASE = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final LineParts parts;
    private final Attempts attempts;
    private final Signal signal = new Signal();
    private Cursor cursor;
    private boolean unsaved;
    private volatile long expected;
    private volatile boolean stopped;

    Line(LineParts parts, Cursor cursor) {
        this.parts = parts;
        this.attempts = new Attempts(parts.manner().giveUpAfter(), parts.clock(), parts.nanos());
        this.cursor = cursor;
        this.expected = cursor.generation();
    }

    /** Says that there may be something to deliver. */
    void wake() {
        signal.raise();
    }

    /** Says which generation the stored cursor has, so that the line reads it again if it is newer. */
    void expect(long generation) {
        if (generation > expected) {
            expected = generation;
            signal.raise();
        }
    }

    /** Ends the line once the message that is under way is acknowledged, or has failed, and that is stored; nothing is interrupted. */
    void stop() {
        stopped = true;
        signal.raise();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                step();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (!parts.lease().isValid()) {
                signal.await(WITHOUT_LEASE);
            } else if (unsaved) {
                save();
            } else if (expected != cursor.generation()) {
                reload();
            } else {
                announce(parts.source().after(cursor, parts.sink().most()));
            }
        } catch (LedgerException unavailable) {
            LineLog.storeUnavailable(cursor, unavailable);
            signal.await(parts.pauses().after(1));
        } catch (RuntimeException | Error defect) {
            LineLog.failed(cursor, defect);
            signal.await(parts.pauses().most());
        }
    }

    private void announce(Reading reading) throws InterruptedException {
        parts.measures()
                .lag(
                        cursor.flagSet(),
                        parts.source().head().revision() - cursor.position().revision());
        if (reading.announcements().isEmpty() && reading.end().equals(cursor.position())) {
            rest();
        } else if (!parts.current().getAsBoolean()) {
            // Asked after reading, so that no change which follows another one of the sink is announced as before it.
            stop();
        } else if (reading.announcements().isEmpty()) {
            store(cursor.at(reading.end(), cursor.announced()));
        } else {
            deliver(reading);
        }
    }

    private void rest() throws InterruptedException {
        if (cursor.trouble().isPresent()) {
            LineLog.recovered(cursor, cursor.trouble().get());
            store(cursor.untroubled());
        } else {
            signal.await(POLL);
        }
    }

    private void deliver(Reading reading) throws InterruptedException {
        try {
            acknowledged(reading, parts.sink().deliver(reading.messages(), this::goesOn));
        } catch (DeliveryException failure) {
            if (acknowledged(reading, failure.delivered())) {
                failed(reading, failure);
            }
        }
    }

    /** Whether what was read may still be delivered. */
    private boolean goesOn() {
        return !stopped && expected == cursor.generation() && parts.lease().isValid();
    }

    private boolean acknowledged(Reading reading, int delivered) {
        if (delivered == 0) {
            return true;
        }
        parts.measures().delivered(delivered);
        parts.measures().blocked(cursor.flagSet(), false);
        cursor.trouble().ifPresent(over -> LineLog.recovered(cursor, over));
        reading.announcements().stream().limit(delivered).forEach(this::tellOfGap);
        return store(reading.reached(cursor, delivered));
    }

    private void tellOfGap(Announcement announcement) {
        if (announcement.event() instanceof ResetEvent reset && reset.cause() == ResetEvent.Cause.COMPACTED) {
            parts.measures().lostItsPlace();
            LineLog.lostItsPlace(cursor, reset.position());
        }
    }

    // What was acknowledged is remembered here even where it cannot be stored, so that a database that is away makes no
    // repeats.
    private boolean store(Cursor moved) {
        cursor = moved;
        unsaved = true;
        return save();
    }

    private boolean save() {
        boolean mine = parts.cursors().store(cursor, parts.lease().fence());
        unsaved = false;
        if (!mine) {
            long before = cursor.generation();
            reload();
            if (cursor.generation() == before) {
                // Nobody has moved the cursor, so that another node delivers now.
                stop();
            }
        }
        return mine;
    }

    private void reload() {
        parts.cursors().of(cursor.sink()).stream()
                .filter(stored -> stored.flagSet().equals(cursor.flagSet()))
                .findFirst()
                .ifPresentOrElse(
                        stored -> {
                            cursor = stored;
                            expected = stored.generation();
                        },
                        this::stop); // The sink is deleted.
    }

    private void failed(Reading reading, DeliveryException failure) throws InterruptedException {
        parts.measures().failed();
        LineLog.notDelivered(cursor, failure);
        Announcement event = reading.announcements().get(failure.delivered());
        Cursor.Trouble trouble = attempts.failed(cursor, event.event().id(), failure);
        if (trouble.blocked() && parts.manner().skips()) {
            skip(event, trouble);
            store(reading.reached(cursor, failure.delivered() + 1));
            return;
        }
        LineLog.troubled(cursor, trouble, failure);
        parts.measures().blocked(cursor.flagSet(), trouble.blocked());
        if (store(cursor.with(trouble))) {
            pause(
                    failure.refused() && trouble.blocked()
                            ? FOREVER
                            : parts.pauses().after(trouble.attempts()));
        }
    }

    // A pause that ends early only because there is more to deliver would be none.
    private void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        long left = pause.toNanos();
        while (left > 0 && goesOn()) {
            signal.await(Duration.ofNanos(left));
            left = end - System.nanoTime();
        }
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
        LineLog.skipped(cursor, trouble);
    }
}
