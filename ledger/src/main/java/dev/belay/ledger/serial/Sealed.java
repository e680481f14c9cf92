package dev.belay.ledger.serial;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.MissingChunkException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A draft that has become the next entry of its ledger.
 *
 * @param chunks the chunks of members that its documents name and their predecessors did not
 * @param after  where the ledger stands with it
 */
record Sealed(LedgerEntry entry, Collection<Document> documents, List<MemberChunk> chunks, Recovered after) {

    /** Seals a draft on top of where its ledger stands; empty if every subject has the drafted document already. */
    static Optional<Sealed> of(Recovered tip, Draft.Append draft, Instant now) {
        List<Change> changes = new ArrayList<>(draft.changes().size());
        List<SubjectState> states = new ArrayList<>(draft.changes().size());
        for (DraftChange change : draft.changes()) {
            SubjectState known = tip.head().subject(change.subject());
            Optional<String> before = known == null ? Optional.empty() : known.hash();
            Optional<String> after = change.after().map(Document::hash);
            if (!before.equals(after)) {
                change.after().ifPresent(Sealed::requireChunks);
                long version = known == null ? 1 : known.version() + 1;
                changes.add(new Change(change.subject(), version, before, after));
                states.add(new SubjectState(change.subject(), version, change.after()));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(seal(tip, draft, now, changes, states));
    }

    private static Sealed seal(
            Recovered tip, Draft.Append draft, Instant now, List<Change> changes, List<SubjectState> states) {
        LedgerState head = tip.head();
        Position next = head.position().next();
        Instant at = now.isBefore(head.at()) ? head.at() : now;
        Authorship by = draft.authorship();
        LedgerEntry entry = EntryFormat.seal(
                next,
                at,
                by.actor(),
                by.onBehalfOf(),
                draft.action(),
                by.reason(),
                changes,
                draft.links(),
                tip.headHash());
        List<Document> documents =
                states.stream().flatMap(state -> state.document().stream()).toList();
        List<MemberChunk> chunks =
                states.stream().flatMap(state -> newChunks(head, state)).toList();
        return new Sealed(entry, documents, chunks, new Recovered(head.apply(next, at, states), entry.hash()));
    }

    private static void requireChunks(Document document) {
        document.missingChunks().stream().findFirst().ifPresent(hash -> {
            throw new MissingChunkException(hash);
        });
    }

    private static Stream<MemberChunk> newChunks(LedgerState head, SubjectState state) {
        Set<MemberChunk> chunks = new LinkedHashSet<>(chunks(state));
        SubjectState before = head.subject(state.subject());
        if (before != null && !chunks.isEmpty()) {
            chunks.removeAll(Set.copyOf(chunks(before)));
        }
        return chunks.stream();
    }

    private static List<MemberChunk> chunks(SubjectState state) {
        return state.document()
                .flatMap(Document::members)
                .map(MemberSet::chunks)
                .orElse(List.of());
    }
}
