package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.diff.StateDifference;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A flag or segment that is another in one environment than in the one before it.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param difference the documents: {@code before} is that of the environment before
 * @param since      since when they differ without a break; empty if that lies before what is kept of history
 * @param promotion  how it last came here by a promotion, if it did and that is among its recent versions
 */
public record Drift(StateDifference difference, Optional<Instant> since, Optional<Arrival> promotion) {

    /**
     * A promotion that brought the subject.
     *
     * @param from        what it was carried from
     * @param at          when
     * @param version     the version that the subject got here
     * @param changedHere whether it has been changed here since
     */
    public record Arrival(PromotedFrom from, Instant at, long version, boolean changedHere) {}

    /** What differs. */
    public Subject subject() {
        return difference.subject();
    }

    /** Whether nothing differs but that the flag is enabled in one and disabled in the other. */
    public boolean isOfStateAlone() {
        return subject().kind().equals(Subject.FLAG)
                && difference.before().isPresent()
                && difference.after().isPresent()
                && withoutState(difference.before().get())
                        .equals(withoutState(difference.after().get()));
    }

    private static Map<String, Value> withoutState(Document document) {
        Map<String, Value> members = new LinkedHashMap<>(((Value.StructureValue) document.value()).members());
        members.remove("enabled");
        return members;
    }
}
