package dev.belay.server.replica;

import dev.belay.core.Value;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the upstream, about once a second, what this replica knows of those who follow through it.
 *
 * <p><b>Thread-safety:</b> to be started and closed once; works on a thread of its own.
 */
final class FleetUplink implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    private final List<FlagSetCopy> copies;
    private final Function<LedgerId, Value.StructureValue> fleet;
    private final Thread thread = Thread.ofVirtual().name("belay-fleet-uplink").unstarted(this::run);

    /** @param fleet what is known of those who follow a flag set, as reports say it */
    FleetUplink(List<FlagSetCopy> copies, Function<LedgerId, Value.StructureValue> fleet) {
        this.copies = copies;
        this.fleet = fleet;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PERIOD.toNanos());
            copies.forEach(this::report);
        }
    }

    private void report(FlagSetCopy copy) {
        try {
            copy.flagSet().ifPresent(flagSet -> copy.report(fleet.apply(flagSet)));
        } catch (RuntimeException failure) {
            LOG.error("replica.report-failed", failure);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
