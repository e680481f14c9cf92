package dev.belay.verification.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one order that all writes have: the ledger, entry by entry. <b>Thread-safety:</b> safe for use by many threads once
 * it is made.
 */
final class History {

    private final List<String> violations = new ArrayList<>();
    private long duplicates;
    private final Map<Long, Entry> byRevision = new HashMap<>();
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<String, TreeMap<Long, Entry>> byFlag = new HashMap<>();

    /** Entries in the order in which the ledger tells them. */
    History(List<Entry> entries) {
        @Nullable Entry before = null;
        for (Entry entry : entries) {
            if (entry.isRenewal()) {
                addRenewal(entry, before);
            } else {
                requireNext(entry, before);
                add(entry);
            }
            before = entry;
        }
    }

    /** What is wrong with the order itself. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many entries there are. */
    int size() {
        return byRevision.size();
    }

    /** How many revisions were given more than once. */
    long duplicates() {
        return duplicates;
    }

    Optional<Entry> at(long revision) {
        return Optional.ofNullable(byRevision.get(revision));
    }

    Optional<Entry> by(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest entry of a flag up to a revision. */
    Optional<Entry> newest(String flag, long revision) {
        Map.Entry<Long, Entry> found =
                byFlag.getOrDefault(flag, new TreeMap<>()).floorEntry(revision);
        return found == null ? Optional.empty() : Optional.of(found.getValue());
    }

    /** The revision at which a flag got a version beyond this one, if it ever did. */
    Optional<Long> endOf(String flag, long version) {
        return byFlag.getOrDefault(flag, new TreeMap<>()).values().stream()
                .filter(entry -> entry.version() > version)
                .map(entry -> entry.position().revision())
                .findFirst();
    }

    private void requireNext(Entry entry, @Nullable Entry before) {
        if (before != null && !entry.position().equals(before.position().next())) {
            violations.add(entry.position() + " follows " + before.position());
        }
    }

    private void addRenewal(Entry entry, @Nullable Entry before) {
        addRevision(entry);
        violations.add("a new epoch began at " + entry.position() + ", after "
                + (before == null ? "nothing" : before.position())
                + ": a node took the database for one that had been put back");
    }

    private void addRevision(Entry entry) {
        long revision = entry.position().revision();
        if (byRevision.put(revision, entry) != null) {
            duplicates++;
            violations.add("the revision " + revision + " was given twice");
        }
    }

    private void add(Entry entry) {
        long revision = entry.position().revision();
        addRevision(entry);
        if (byId.put(entry.id(), entry) != null) {
            violations.add("'" + entry.id() + "' took effect twice, at last at " + entry.position());
        }
        long before = newest(entry.flag(), revision).map(Entry::version).orElse(0L);
        if (entry.version() != before + 1) {
            violations.add("the flag " + entry.flag() + " has version " + entry.version() + " after " + before + " at "
                    + entry.position());
        }
        byFlag.computeIfAbsent(entry.flag(), _ -> new TreeMap<>()).put(revision, entry);
    }
}
