package dev.belay.server.pins;

import dev.belay.core.Value;
import dev.belay.json.state.LedgerState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The state that a request is evaluated at.
 *
 * @param pin what became of the request's pin; empty if it brought none, or none that counts
 */
public record Pinned(LedgerState state, Optional<Outcome> pin) {

    /** What became of a pin. */
    public enum Outcome {
        /** The evaluation is at that position. */
        HELD,
        /** The position is of another epoch, or below the pin floor: the newest state was used. */
        BELOW_FLOOR,
        /** This server has not come to the position: the newest state was used. */
        AHEAD,
        /** The state at that position is not kept any more: the newest was used. */
        NOT_KEPT,
        /** The state at that position cannot be had at present: the newest was used. */
        UNREACHABLE;

        /** The outcome as metadata says it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What the metadata of an answer says of it. */
    public Map<String, Value> metadata() {
        return pin.<Map<String, Value>>map(outcome -> Map.of(
                        "belay.pin", Value.of(outcome.word()),
                        "belay.position", Value.of(state.position().toString())))
                .orElse(Map.of());
    }
}
