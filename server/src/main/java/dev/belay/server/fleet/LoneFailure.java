package dev.belay.server.fleet;

import dev.belay.ledger.LedgerException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once when one direction of the exchange has failed for a while though the database answers otherwise, such as
 * for want of a permission. That the whole database is away is said by those who hear of changes through it.
 *
 * <p><b>Thread-safety:</b> confined to one thread.
 */
final class LoneFailure {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger("belay.fleet");

    private final String direction;
    private final BooleanSupplier answers;
    private final LongSupplier nanos;
    private @Nullable Long since;
    private boolean said;

    /**
     * Nothing has failed yet.
     *
     * @param direction what is done, for the log
     * @param answers   whether the database answers otherwise
     * @param nanos     a clock that never goes back
     */
    LoneFailure(String direction, BooleanSupplier answers, LongSupplier nanos) {
        this.direction = direction;
        this.answers = answers;
        this.nanos = nanos;
    }

    void succeeded() {
        if (said) {
            LOG.atInfo().addKeyValue("direction", direction).log("fleet.exchange-works");
        }
        since = null;
        said = false;
    }

    void failed(LedgerException failure) {
        long now = nanos.getAsLong();
        Long began = since;
        if (began == null) {
            LOG.debug("fleet.away", failure);
            since = now;
        } else if (!said && now - began >= PATIENCE.toNanos()) {
            judge(failure, now);
        }
    }

    private void judge(LedgerException failure, long now) {
        if (!answers.getAsBoolean()) {
            since = now;
            return;
        }
        said = true;
        LOG.atWarn()
                .addKeyValue("direction", direction)
                .addKeyValue("reason", failure.getMessage())
                .addKeyValue(
                        "effect",
                        "nodes know too little of one another's instances; look at the tables fleet_node and fleet_report")
                .log("fleet.exchange-fails");
    }
}
