package dev.belay.ledger.memory;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.replay.Replay;
import dev.belay.ledger.serial.Recovered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One ledger's entries. Past states are folded when asked for, from the nearest of the states that are kept on the way.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method holds the object's lock.
 */
final class InMemoryLedger {

    private static final int KEEP_EVERY = 64;

    private final Function<String, Optional<Document>> documents;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Map<Subject, List<SubjectVersion>> versions = new HashMap<>();
    private final TreeMap<Long, LedgerState> kept = new TreeMap<>();

    InMemoryLedger(String epoch, Function<String, Optional<Document>> documents) {
        this.documents = documents;
        kept.put(0L, LedgerState.empty(epoch));
    }

    synchronized Recovered recover() {
        String hash = entries.isEmpty()
                ? LedgerEntry.NO_PREVIOUS
                : entries.get(entries.size() - 1).hash();
        return new Recovered(at(entries.size()), hash);
    }

    synchronized void append(LedgerEntry entry) {
        if (entry.revision() != entries.size() + 1) {
            throw new IllegalStateException(
                    "Entry " + entry.revision() + " cannot follow entry " + entries.size() + "; recover first");
        }
        entries.add(entry);
        for (Change change : entry.changes()) {
            versions.computeIfAbsent(change.subject(), subject -> new ArrayList<>())
                    .add(new SubjectVersion(change.version(), entry.position(), entry.at(), change.after()));
        }
    }

    synchronized LedgerState at(long revision) {
        if (revision < 0 || revision > entries.size()) {
            throw new RevisionUnreachableException(revision, 0, entries.size());
        }
        LedgerState state = kept.floorEntry(revision).getValue();
        while (state.position().revision() < revision) {
            state = Replay.next(state, entries.get((int) state.position().revision()), documents);
            if (state.position().revision() % KEEP_EVERY == 0) {
                kept.put(state.position().revision(), state);
            }
        }
        return state;
    }

    synchronized long revisionAt(Instant instant) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).at().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    synchronized Optional<LedgerEntry> entry(long revision) {
        return revision < 1 || revision > entries.size()
                ? Optional.empty()
                : Optional.of(entries.get((int) revision - 1));
    }

    synchronized List<LedgerEntry> entries(long after, int limit) {
        long from = Math.min(Math.max(0, after), entries.size());
        long to = Math.min(from + limit, entries.size());
        return List.copyOf(entries.subList((int) from, (int) to));
    }

    synchronized List<SubjectVersion> versions(Subject subject) {
        return List.copyOf(versions.getOrDefault(subject, List.of()));
    }
}
