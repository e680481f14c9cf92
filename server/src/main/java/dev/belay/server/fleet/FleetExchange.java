package dev.belay.server.fleet;

import dev.belay.ledger.LedgerException;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the nodes on one database know of one another's instances, so that each can answer for all. What one of them
 * hears is written a moment later, with everything else that came in that moment, and wakes the others. When the
 * database is away, each answers for itself, and takes the others for cut off after a while. On a database of one
 * server, nothing happens.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; works on threads of its own.
 */
public final class FleetExchange implements AutoCloseable {

    /** What comes within this time is told together. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    /** The least time between two writes; longer for large reports, so that many instances do not become many bytes. */
    private static final Duration PAUSE = Duration.ofMillis(400);

    private static final long BYTES_PER_SECOND = 512L << 10;

    /** The least time between two looks. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger("belay.fleet");

    private final Fleet fleet;
    private final OwnReports own;
    private final OtherNodes others;
    private final Semaphore toWrite = new Semaphore(0);
    private final Semaphore toRead = new Semaphore(0);
    private final Thread writing =
            Thread.ofVirtual().name("belay-fleet-writing").unstarted(this::write);
    private final Thread reading =
            Thread.ofVirtual().name("belay-fleet-reading").unstarted(this::read);
    private final LoneFailure unwritten;
    private final LoneFailure unread;
    private volatile boolean closed;

    /**
     * Begins to tell and to listen, if there can be other nodes.
     *
     * @param node names this run of this server
     */
    public static FleetExchange start(Fleet fleet, OperationsDatabase database, String node, InstantSource clock) {
        FleetExchange exchange = new FleetExchange(fleet, database, node, clock);
        if (database.dialect() == Dialect.POSTGRESQL) {
            fleet.onNews(() -> nudge(exchange.toWrite));
            database.topics().follow(FleetTables.TOPIC, () -> nudge(exchange.toRead));
            exchange.writing.start();
            exchange.reading.start();
        }
        return exchange;
    }

    private FleetExchange(Fleet fleet, OperationsDatabase database, String node, InstantSource clock) {
        FleetTables tables = new FleetTables(database, node);
        this.fleet = fleet;
        this.unwritten = new LoneFailure("write", () -> answers(database), System::nanoTime);
        this.unread = new LoneFailure("read", () -> answers(database), System::nanoTime);
        this.own = new OwnReports(fleet, tables);
        this.others = new OtherNodes(tables, clock);
    }

    /** Tells the others a last time what this node knows. */
    @Override
    public void close() {
        closed = true;
        nudge(toWrite);
        nudge(toRead);
        LockSupport.unpark(writing);
        try {
            if (writing.getState() != Thread.State.NEW && !writing.join(UNTIL_CLOSED)) {
                LOG.debug("fleet.closed-untold");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (!closed) {
            await(toWrite);
            pause(GATHERING);
            long[] bytes = {0};
            attempt(() -> bytes[0] = own.write(), unwritten);
            pause(PAUSE.plusMillis(bytes[0] * 1_000 / BYTES_PER_SECOND));
        }
        attempt(own::write, unwritten);
    }

    private void read() {
        while (!closed) {
            attempt(() -> fleet.takeOver(others.read()), unread);
            pause(BETWEEN_LOOKS);
            await(toRead);
        }
    }

    private static boolean answers(OperationsDatabase database) {
        try {
            return database.use(connection -> connection.isValid((int) PATIENCE.toSeconds()));
        } catch (LedgerException away) {
            return false;
        }
    }

    private void attempt(Runnable step, LoneFailure failures) {
        try {
            step.run();
            failures.succeeded();
        } catch (LedgerException failure) {
            if (!closed) {
                failures.failed(failure);
            }
        } catch (RuntimeException | Error failure) {
            (closed ? LOG.atDebug() : LOG.atError()).setCause(failure).log("fleet.failed");
        }
    }

    private static void await(Semaphore nudges) {
        try {
            if (nudges.tryAcquire(OwnReports.SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException nobodyMayStopIt) {
            // Only closing does.
        }
    }

    private void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void nudge(Semaphore nudges) {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }
}
