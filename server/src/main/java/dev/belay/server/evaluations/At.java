package dev.belay.server.evaluations;

import dev.belay.control.History;
import dev.belay.core.Value;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.json.state.LedgerState;
import dev.belay.server.flagset.FlagSet;
import java.time.Instant;
import java.util.Optional;

/** A past state: by its revision, or by an instant, which the evaluation then takes for now. */
sealed interface At {

    record Revision(long number) implements At {}

    record Time(Instant moment) implements At {}

    static At read(Part part) {
        return part.value() instanceof Value.NumberValue
                ? new Revision(part.integer(0, References.MAX_INTEGER))
                : new Time(References.instant(part));
    }

    default LedgerState state(History history, FlagSet flagSet) {
        return switch (this) {
            case Revision(long number) -> history.at(flagSet.ledger(), number);
            case Time(Instant moment) -> history.asOf(flagSet.ledger(), moment);
        };
    }

    default Optional<Instant> instant() {
        return this instanceof Time(Instant moment) ? Optional.of(moment) : Optional.empty();
    }
}
