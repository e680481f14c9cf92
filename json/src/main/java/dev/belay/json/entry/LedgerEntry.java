package dev.belay.json.entry;

import dev.belay.core.Position;
import dev.belay.core.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One accepted step of a ledger. Made by {@link EntryFormat}, which knows the hash.
 *
 * @param position   the epoch and the entry's own revision
 * @param at         when it was appended, cut to milliseconds
 * @param actor      who changed something
 * @param onBehalfOf whom the actor named as the person behind it
 * @param action     what kind of step it was, such as {@code enable} or {@code rollback}
 * @param reason     why, in the actor's words
 * @param changes    what happened to each subject
 * @param links      what the entry has to do with elsewhere; may be empty
 * @param previous   the hash of the entry before, 64 zeros for the first
 * @param hash       SHA-256 of the canonical form of everything else
 */
public record LedgerEntry(
        Position position,
        Instant at,
        Actor actor,
        Optional<String> onBehalfOf,
        String action,
        Optional<String> reason,
        List<Change> changes,
        Value.StructureValue links,
        String previous,
        String hash) {

    /** The {@code previous} of a ledger's first entry. */
    public static final String NO_PREVIOUS = "0".repeat(64);

    /** Copies the changes and cuts the instant. */
    public LedgerEntry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        changes = List.copyOf(changes);
    }

    /** The entry's number in its ledger, from 1. */
    public long revision() {
        return position.revision();
    }
}
