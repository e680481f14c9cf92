package dev.belay.client.stream;

import dev.belay.json.state.LedgerState;
import java.util.Optional;

/** What to go by until the server has been heard for the first time. */
@FunctionalInterface
public interface Fallback {

    /** Nothing. */
    Fallback NONE = Optional::empty;

    /** Reads the state; problems are logged, not thrown. */
    Optional<LedgerState> load();
}
