package dev.belay.json.sync;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;

/**
 * A flag set at one position, as it was received.
 *
 * @param flagSet  which flag set, as {@code project/environment}
 * @param pinFloor the earliest position that a pin may name
 * @param state    the subjects, tombstones included
 */
public record ReceivedSnapshot(String flagSet, Position pinFloor, LedgerState state) {}
