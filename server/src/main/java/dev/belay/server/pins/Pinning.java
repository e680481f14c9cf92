package dev.belay.server.pins;

import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.Pins;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.util.Optional;

/**
 * Finds the state that a request is pinned to. Pins count only where the server was told to trust them, because whoever
 * sends one chooses the rules that it is answered by, those of last week, say.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Pinning {

    private final History history;
    private final boolean trusted;

    /**
     * Finds states in a history.
     *
     * @param trusted whether pins count at all
     */
    public Pinning(History history, boolean trusted) {
        this.history = history;
        this.trusted = trusted;
    }

    /** Where the header of a request pins a flag set to, if that counts. */
    // The absence of the header is how most requests come.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Optional<Position> wanted(Optional<String> baggage, LedgerId flagSet) {
        return trusted ? baggage.map(Pins::ofBaggage).flatMap(pins -> pins.of(flagSet.text())) : Optional.empty();
    }

    /** The state at a position, or the newest where that cannot be had; may block on the store. */
    public Pinned at(LedgerId flagSet, Position pin) {
        LedgerState head = history.head(flagSet);
        if (!PinFloor.allows(pin, head.position())) {
            return new Pinned(head, Optional.of(Pinned.Outcome.BELOW_FLOOR));
        }
        if (pin.revision() > head.position().revision()) {
            return new Pinned(head, Optional.of(Pinned.Outcome.AHEAD));
        }
        return kept(flagSet, pin, head);
    }

    private Pinned kept(LedgerId flagSet, Position pin, LedgerState head) {
        try {
            LedgerState state = history.at(flagSet, pin.revision());
            return state.position().equals(pin)
                    ? new Pinned(state, Optional.of(Pinned.Outcome.HELD))
                    : new Pinned(head, Optional.of(Pinned.Outcome.BELOW_FLOOR));
        } catch (RefusedException refused) {
            if (refused.name() == ProblemName.REVISION_COMPACTED || refused.name() == ProblemName.DOCUMENT_ERASED) {
                return new Pinned(head, Optional.of(Pinned.Outcome.NOT_KEPT));
            }
            throw refused;
        }
    }
}
