package dev.belay.server.replica;

import dev.belay.client.stream.Step;
import dev.belay.control.RollbackOf;
import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.StateBytes;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Draft;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A state of a copied flag set, and what led to it.
 *
 * @param entry    what the upstream's entry did, as far as a stream tells of it: not who did it, nor why
 * @param state    where the flag set is with it
 * @param replaced the documents that it did away with, as long as the state before is kept
 * @param bytes    what the state before has and this one does not
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record CopiedStep(LedgerEntry entry, LedgerState state, List<Document> replaced, long bytes) {

    private static final Actor UNTOLD = new Actor("system", "upstream", "upstream");
    private static final String NO_HASH = LedgerEntry.NO_PREVIOUS;

    CopiedStep {
        replaced = List.copyOf(replaced);
    }

    /** A state without anything before it. */
    static CopiedStep first(LedgerState state) {
        return new CopiedStep(entry(state, List.of(), Draft.NO_LINKS), state, List.of(), 0);
    }

    /** The state that a step led to from the one before. */
    static CopiedStep after(LedgerState before, Step step) {
        LedgerState after = step.known().state();
        List<Change> changes =
                step.changes().stream().map(change -> change(before, change)).toList();
        Value.StructureValue links = step.restore()
                .map(restore -> new RollbackOf(restore.of(), restore.only()).links())
                .orElse(Draft.NO_LINKS);
        List<Document> replaced = step.changes().stream()
                .flatMap(change -> document(before.subject(change.subject())).stream())
                .toList();
        return new CopiedStep(
                entry(after, changes, links), after, replaced, StateBytes.replaced(before, step.changes()));
    }

    /** The same without what only the state before needs. */
    CopiedStep asOldest() {
        return new CopiedStep(entry, state, List.of(), 0);
    }

    /** The documents that the entry brought, and those that it replaced. */
    Stream<Document> documents() {
        Stream<Document> brought =
                entry.changes().stream().flatMap(change -> document(state.subject(change.subject())).stream());
        return Stream.concat(brought, replaced.stream());
    }

    private static Change change(LedgerState before, SubjectState change) {
        return new Change(
                change.subject(),
                change.version(),
                document(before.subject(change.subject())).map(Document::hash),
                change.hash());
    }

    private static Optional<Document> document(@Nullable SubjectState state) {
        return state == null ? Optional.empty() : state.document();
    }

    private static LedgerEntry entry(LedgerState state, List<Change> changes, Value.StructureValue links) {
        return new LedgerEntry(
                state.position(),
                state.at(),
                UNTOLD,
                Optional.empty(),
                "copied",
                Optional.empty(),
                changes,
                links,
                NO_HASH,
                NO_HASH);
    }
}
