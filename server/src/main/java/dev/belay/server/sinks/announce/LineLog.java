package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerException;
import dev.belay.server.sinks.delivery.Causes;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.storage.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is logged of a line. Errors may bear what the other side said, so that they are values, which the log quotes, and
 * never part of a message.
 */
final class LineLog {

    private static final Logger LOG = LoggerFactory.getLogger("belay.sinks");

    private LineLog() {}

    static void storeUnavailable(Cursor cursor, LedgerException unavailable) {
        of(cursor, Level.DEBUG).log("sink.store-unavailable", unavailable);
    }

    static void failed(Cursor cursor, Throwable defect) {
        of(cursor, Level.ERROR).log("sink.failed", defect);
    }

    static void lostItsPlace(Cursor cursor, Position goesOnAfter) {
        of(cursor, Level.WARN)
                .addKeyValue("position", cursor.position())
                .addKeyValue("goesOnAfter", goesOnAfter)
                .log("sink.lost-its-place");
    }

    static void notDelivered(Cursor cursor, DeliveryException failure) {
        of(cursor, Level.DEBUG).log("sink.delivery-failed", failure);
    }

    static void skipped(Cursor cursor, Cursor.Trouble trouble) {
        of(cursor, Level.WARN)
                .addKeyValue("event", trouble.event())
                .addKeyValue("error", trouble.error())
                .log("sink.event-skipped");
    }

    /**
     * Tells of the first failure, and of the one that blocks the line.
     *
     * @param cursor as it was before
     */
    static void troubled(Cursor cursor, Cursor.Trouble trouble, DeliveryException failure) {
        if (trouble.blocked()
                && cursor.trouble().filter(Cursor.Trouble::blocked).isEmpty()) {
            of(cursor, Level.ERROR)
                    .addKeyValue("event", trouble.event())
                    .addKeyValue("error", error(trouble, failure))
                    .log("sink.blocked");
        } else if (trouble.attempts() == 1) {
            of(cursor, Level.WARN).addKeyValue("error", error(trouble, failure)).log("sink.failing");
        }
    }

    /** Tells that what failed works again. */
    static void recovered(Cursor cursor, Cursor.Trouble trouble) {
        of(cursor, Level.INFO).addKeyValue("attempts", trouble.attempts()).log("sink.works");
    }

    private static String error(Cursor.Trouble trouble, DeliveryException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? trouble.error() : trouble.error() + " (" + Causes.root(cause) + ")";
    }

    private static LoggingEventBuilder of(Cursor cursor, Level level) {
        return LOG.atLevel(level).addKeyValue("sink", cursor.sink()).addKeyValue("flagSet", cursor.flagSet());
    }
}
