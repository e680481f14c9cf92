package dev.belay.server.health;

import dev.belay.ledger.StoreHealth;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a server can do its work.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param failing  what keeps it from that; it is ready when there is nothing
 * @param warnings what somebody should look at though it is ready
 */
public record Readiness(List<Finding> failing, List<Finding> warnings) {

    private static final int MOST_WARNINGS = 20;

    /** Copies the lists. */
    public Readiness {
        failing = List.copyOf(failing);
        warnings = List.copyOf(warnings);
    }

    /** A server that is ready as long as its ledgers accept changes. */
    public static Readiness of(StoreHealth health) {
        return new Readiness(
                health.healthy() ? List.of() : List.of(new Finding("ledger", health.sentence())), List.of());
    }

    /** The same with warnings about a part, of which the first few are told. */
    public Readiness warning(String part, List<String> details) {
        Stream<Finding> more = details.stream().limit(MOST_WARNINGS).map(detail -> new Finding(part, detail));
        return new Readiness(failing, Stream.concat(warnings.stream(), more).toList());
    }

    /**
     * One part that is not as it should be.
     *
     * @param part   which
     * @param detail its state and what to do, in a sentence or two
     */
    public record Finding(String part, String detail) {}
}
