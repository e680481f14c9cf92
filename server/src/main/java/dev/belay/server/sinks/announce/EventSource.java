package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.events.ResetEvent;
import dev.belay.events.ResetEvent.Cause;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a flag set's entries after a cursor and makes events of them, a bounded number at a time.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time; blocks on the store.
 */
final class EventSource {

    private static final int ENTRIES = 100;
    private static final long MOST_BYTES = 1 << 20;

    /** For stores of several nodes, which follow each other within seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LedgerStore store;
    private final LedgerId flagSet;
    private final Manner manner;
    private final Duration patience;
    private final References references;
    private Optional<Long> aheadSince = Optional.empty();

    /**
     * Reads a flag set.
     *
     * @param patience how long a store may be behind a cursor of another epoch before it counts as restored
     */
    EventSource(LedgerStore store, LedgerId flagSet, Manner manner, Duration patience) {
        this.store = store;
        this.flagSet = flagSet;
        this.manner = manner;
        this.patience = patience;
        this.references = new References(store, flagSet);
    }

    /** The newest position. */
    Position head() {
        return store.head(flagSet).position();
    }

    /**
     * The next events.
     *
     * @param most the most events to answer
     */
    Reading after(Cursor cursor, int most) {
        if (isAhead(cursor.position())) {
            return new Reading(List.of(), cursor.position());
        }
        Position from = anchor(cursor.position());
        List<Announcement> next = new ArrayList<>();
        Walk walk = new Walk(from, cursor, most);
        for (LedgerEntry entry : entries(from.revision())) {
            if (!walk.add(entry, next)) {
                break;
            }
        }
        return new Reading(next, walk.end);
    }

    /** The next entries; from the oldest one on that is there, if those in between were compacted. */
    private List<LedgerEntry> entries(long after) {
        try {
            return store.entries(flagSet, after, ENTRIES);
        } catch (RevisionUnreachableException unreachable) {
            if (!unreachable.isCompacted()) {
                throw unreachable;
            }
            List<LedgerEntry> kept = new ArrayList<>();
            store.entry(flagSet, unreachable.oldest()).ifPresent(kept::add);
            kept.addAll(store.entries(flagSet, unreachable.oldest(), ENTRIES));
            return kept;
        }
    }

    /**
     * The event with an id, made anew from its entry; none if the entry is not there any more. It does not say what was
     * announced before it, which depends on when it was announced first.
     */
    Optional<Announcement> find(Position position, String id) {
        if (id.endsWith("/reset")) {
            return entry(position)
                    .filter(entry -> entry.changes().isEmpty())
                    .or(() -> entry(position.next()))
                    .flatMap(entry -> new Resets(store, flagSet).find(entry))
                    .filter(reset -> reset.id().equals(id))
                    .map(reset -> Announcement.of(reset, new Cursor.Part(position, 0), false));
        }
        return entry(position).flatMap(entry -> find(events(entry, Optional.empty(), Optional.empty()), id));
    }

    private Optional<LedgerEntry> entry(Position position) {
        return store.entry(flagSet, position.revision())
                .filter(entry -> entry.position().equals(position));
    }

    private static Optional<Announcement> find(EntryEvents events, String id) {
        for (int index = 0; index < events.size(); index++) {
            Announcement announcement = events.get(index);
            if (announcement.event().id().equals(id)) {
                return Optional.of(announcement);
            }
        }
        return Optional.empty();
    }

    // Another node has stored the cursor, and this one may be a moment behind. Only a store that stays behind in
    // another epoch was restored.
    private boolean isAhead(Position cursor) {
        Position head = head();
        if (cursor.revision() <= head.revision()) {
            aheadSince = Optional.empty();
            return false;
        }
        long now = System.nanoTime();
        long since = aheadSince.orElse(now);
        aheadSince = Optional.of(since);
        return cursor.sharesEpochWith(head) || now - since < patience.toNanos();
    }

    // A store that was restored may lack what the cursor has announced. The cursor then goes on from the last entry
    // that both have in common.
    private Position anchor(Position cursor) {
        Position head = head();
        long revision = Math.min(cursor.revision(), head.revision());
        if (cursor.sharesEpochWith(head) && revision == cursor.revision()) {
            return cursor;
        }
        long oldest = store.oldest(flagSet);
        while (revision > oldest && !isOfEpoch(revision, cursor)) {
            revision--;
        }
        return new Position(cursor.epoch(), revision);
    }

    private boolean isOfEpoch(long revision, Position cursor) {
        return store.entry(flagSet, revision)
                .map(entry -> entry.position().sharesEpochWith(cursor))
                .orElse(true);
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private EntryEvents events(LedgerEntry entry, Optional<ResetEvent> reset, Optional<Position> announced) {
        List<Integer> changes = manner.selection().of(entry);
        return new EntryEvents(store, flagSet.text(), entry, changes, reset, announced, references, manner.documents());
    }

    private final class Walk {
        private final Cursor cursor;
        private Position end;
        private Optional<Position> announced;
        private int left;
        private long bytes = MOST_BYTES;

        Walk(Position start, Cursor cursor, int left) {
            this.cursor = cursor;
            this.end = start;
            this.announced = cursor.announced();
            this.left = left;
        }

        /** Adds an entry's events, and answers whether there is room for more. */
        boolean add(LedgerEntry entry, List<Announcement> next) {
            EntryEvents events = events(entry, reset(entry), announced);
            for (int index = events.next(cursor.part()); index < events.size(); index++) {
                if (left <= 0 || bytes <= 0) {
                    return false;
                }
                Announcement announcement = events.get(index);
                next.add(announcement);
                left--;
                bytes -= announcement.text().length();
            }
            end = entry.position();
            announced = events.size() > 0 ? Optional.of(end) : announced;
            return true;
        }

        private Optional<ResetEvent> reset(LedgerEntry entry) {
            boolean follows = entry.revision() == end.revision() + 1;
            boolean sameEpoch = entry.position().sharesEpochWith(end);
            boolean first = cursor.position().revision() == 0 && end.revision() == 0;
            return follows && (sameEpoch || first)
                    ? Optional.empty()
                    : Optional.of(
                            Resets.before(flagSet, entry, announced, sameEpoch ? Cause.COMPACTED : Cause.NEW_EPOCH));
        }
    }
}
