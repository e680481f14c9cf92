package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.events.ResetEvent;
import dev.belay.events.ResetEvent.Cause;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import java.util.Optional;

/** Events that say that history does not lead to an entry. */
record Resets(LedgerStore store, LedgerId flagSet) {

    /** The event before an entry; it stands right before the entry's changes, or at the entry if that has none. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // Nothing may have been announced before.
    static ResetEvent before(LedgerId flagSet, LedgerEntry entry, Optional<Position> announced, Cause cause) {
        long revision = entry.changes().isEmpty() ? entry.revision() : entry.revision() - 1;
        Position position = new Position(entry.position().epoch(), revision);
        return new ResetEvent(flagSet.text(), position, announced, entry.at(), cause);
    }

    /** The event before an entry, if history as it is kept today does not lead to it. */
    Optional<ResetEvent> find(LedgerEntry entry) {
        Optional<LedgerEntry> previous = previous(entry);
        Cause cause = previous.isPresent() || entry.revision() == 1 ? Cause.NEW_EPOCH : Cause.COMPACTED;
        return previous.filter(each -> each.position().sharesEpochWith(entry.position()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(before(flagSet, entry, Optional.empty(), cause));
    }

    private Optional<LedgerEntry> previous(LedgerEntry entry) {
        try {
            return store.entry(flagSet, entry.revision() - 1);
        } catch (RevisionUnreachableException compacted) {
            return Optional.empty();
        }
    }
}
