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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One ledger's entries. Past states are folded when asked for, from the nearest of the states that are kept on the way.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method holds the object's lock.
 */
final class InMemoryLedger {

    private static final int KEEP_EVERY = 64;

    private final Function<String, Optional<Document>> documents;

    /** Those after the oldest revision, and of those up to it the ones that made what is in place there. */
    private final TreeMap<Long, LedgerEntry> entries = new TreeMap<>();

    private final Map<Subject, List<SubjectVersion>> versions = new HashMap<>();
    private final TreeMap<Long, LedgerState> kept = new TreeMap<>();
    private long oldest;

    InMemoryLedger(String epoch, Function<String, Optional<Document>> documents) {
        this.documents = documents;
        kept.put(0L, LedgerState.empty(epoch));
    }

    synchronized Recovered recover() {
        String hash = entries.isEmpty()
                ? LedgerEntry.NO_PREVIOUS
                : entries.lastEntry().getValue().hash();
        return new Recovered(at(newest()), hash);
    }

    synchronized void append(LedgerEntry entry) {
        if (entry.revision() != newest() + 1) {
            throw new IllegalStateException(
                    "Entry " + entry.revision() + " cannot follow entry " + newest() + "; recover first");
        }
        entries.put(entry.revision(), entry);
        for (Change change : entry.changes()) {
            versions.computeIfAbsent(change.subject(), subject -> new ArrayList<>())
                    .add(new SubjectVersion(change.version(), entry.position(), entry.at(), change.after()));
        }
    }

    synchronized long newest() {
        return entries.isEmpty() ? 0 : entries.lastKey();
    }

    synchronized long oldest() {
        return oldest;
    }

    synchronized LedgerState at(long revision) {
        if (revision < oldest || revision > newest()) {
            throw new RevisionUnreachableException(revision, oldest, newest());
        }
        LedgerState state = kept.floorEntry(revision).getValue();
        for (LedgerEntry entry : entries.subMap(state.position().revision(), false, revision, true)
                .values()) {
            state = Replay.next(state, entry, documents);
            if (entry.revision() % KEEP_EVERY == 0) {
                kept.put(entry.revision(), state);
            }
        }
        return state;
    }

    synchronized long revisionAt(Instant instant) {
        long low = oldest;
        long high = newest();
        if (low > 0 && instant(low).isAfter(instant)) {
            throw new RevisionUnreachableException(low - 1, low, high);
        }
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (instant(middle).isAfter(instant)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private Instant instant(long revision) {
        return Optional.ofNullable(entries.get(revision)).orElseThrow().at();
    }

    synchronized Optional<LedgerEntry> entry(long revision) {
        return Optional.ofNullable(entries.get(revision));
    }

    synchronized List<LedgerEntry> entries(long after, int limit) {
        if (oldest > 0 && after < oldest) {
            throw new RevisionUnreachableException(after, oldest, newest());
        }
        return entries.tailMap(after, false).values().stream().limit(limit).toList();
    }

    synchronized List<SubjectVersion> versions(Subject subject) {
        return List.copyOf(versions.getOrDefault(subject, List.of()));
    }

    /** Makes a revision the oldest; answers how many entries are gone. */
    synchronized int compact(long revision) {
        LedgerState state = at(revision);
        kept.headMap(revision).clear();
        kept.put(revision, state);
        versions.values().forEach(each -> forget(each, revision));
        int before = entries.size();
        entries.headMap(revision).keySet().retainAll(firstVersions());
        oldest = revision;
        return before - entries.size();
    }

    private static void forget(List<SubjectVersion> versions, long oldest) {
        long older = versions.stream()
                .filter(each -> each.position().revision() <= oldest)
                .count();
        versions.subList(0, (int) Math.max(0, older - 1)).clear();
    }

    private Set<Long> firstVersions() {
        return versions.values().stream()
                .map(each -> each.get(0).position().revision())
                .collect(Collectors.toSet());
    }

    /** The hash of every document that a version which is kept has. */
    synchronized List<String> documentsInUse() {
        return versions.values().stream()
                .flatMap(List::stream)
                .map(SubjectVersion::hash)
                .flatMap(Optional::stream)
                .toList();
    }
}
