package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.ledger.Draft;
import java.util.List;

/** What a request does to a flag set, ready to be carried out inside the serialised append; pure. */
@FunctionalInterface
interface Plan {

    Outcome carryOut(WorkingState state);

    /**
     * What a plan came to, beside the changed state.
     *
     * @param action   in the past tense, as the entry records it
     * @param links    what the entry refers to
     * @param warnings what the requester should know
     */
    record Outcome(String action, Value.StructureValue links, List<String> warnings) {
        static Outcome of(String action) {
            return new Outcome(action, Draft.NO_LINKS, List.of());
        }
    }
}
