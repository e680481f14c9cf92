package dev.belay.client;

import dev.belay.core.Value;
import java.util.List;
import java.util.Map;

/**
 * A toggle that can also be changed, by the owner of an access token.
 *
 * <p>A change returns once the server has recorded it durably and evaluations of this {@link Belay} see it. If it is not
 * seen in time, {@link Recorded#visible()} says so. A request whose answer is lost is sent again with the same
 * idempotency key, so that it takes effect once.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; changes block.
 */
public final class ManagedToggle extends Toggle {

    private final Management management;

    ManagedToggle(String key, Evaluations evaluations, Management management) {
        super(key, evaluations);
        this.management = management;
    }

    /**
     * Enables the flag: its targets, rules and splits decide again.
     *
     * @throws ManagementException if the change is refused or there is no answer
     */
    public Recorded enable(Decision decision) {
        return management.command(key(), "enable", Map.of(), decision);
    }

    /**
     * Disables the flag: it serves its off variant, or callers' default values when it has none.
     *
     * @throws ManagementException if the change is refused or there is no answer
     */
    public Recorded disable(Decision decision) {
        return management.command(key(), "disable", Map.of(), decision);
    }

    /**
     * Gives the flag the document of an earlier version, as a new version.
     *
     * @throws ManagementException if the change is refused, for example because there never was such a version, or there
     *     is no answer
     */
    public Recorded rollbackTo(long version, Decision decision) {
        return management.command(key(), "rollback", Map.of("toVersion", Value.of((double) version)), decision);
    }

    /**
     * Every version of the flag, oldest first.
     *
     * @throws ManagementException if there is no such flag or no answer
     */
    public List<FlagVersion> history() {
        return management.history(key());
    }
}
