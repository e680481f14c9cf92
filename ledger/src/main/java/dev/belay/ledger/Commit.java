package dev.belay.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What became of a proposal.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param committed one element per draft, in their order
 * @param replayed  whether this is the outcome of an earlier proposal with the same idempotency key
 */
public record Commit(List<Committed> committed, boolean replayed) {

    /** Copies the list. */
    public Commit {
        committed = List.copyOf(committed);
    }

    /** What the last draft for this ledger led to, if there was one. */
    public Optional<Committed> in(LedgerId ledger) {
        return committed.stream().filter(each -> each.ledger().equals(ledger)).reduce((earlier, later) -> later);
    }
}
