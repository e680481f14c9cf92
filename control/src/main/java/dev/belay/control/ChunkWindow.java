package dev.belay.control;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The chunks that one flag set has in its newest state and the states before it, by hash. An entry that takes chunks
 * from a segment says until when they were in use; what lies further back than the window is dropped, and so are the
 * eldest when the chunks no longer in use are too many to remember.
 *
 * <p>Chunks are held weakly: the states hold those that are needed, and the store has all.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; everything is guarded by one lock, under which the store is
 * read; what was reached may be read without it.
 */
final class ChunkWindow {

    /** How many chunks no longer in use are remembered, in some 10 MB: those that 100 sets of a million keys leave. */
    static final int MOST_FORMER = 1 << 16;

    private static final int PAGE = 50;

    private final LedgerStore store;
    private final LedgerId flagSet;
    private final ReentrantLock lock = new ReentrantLock();

    /** In the order in which they fell out of use. */
    private final LinkedHashMap<String, Holder> former = new LinkedHashMap<>();

    private Map<String, Holder> current = Map.of();
    private volatile @Nullable Position reached;

    ChunkWindow(LedgerStore store, LedgerId flagSet) {
        this.store = store;
        this.flagSet = flagSet;
    }

    /** Moves on to a state, unless it has come further already. */
    void follow(LedgerState head) {
        lock.lock();
        try {
            Position target = head.position();
            Position from = reached;
            if (from == null || !from.sharesEpochWith(target) || isBeyondWindow(from.revision(), target)) {
                begin(head);
            } else if (from.revision() < target.revision()) {
                moveOn(from.revision(), head);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether no more than a page of entries lies between what was reached and a state. Takes no lock. */
    boolean isNear(LedgerState head) {
        Position from = reached;
        return from != null
                && from.sharesEpochWith(head.position())
                && head.position().revision() - from.revision() <= PAGE;
    }

    /** The chunk with this hash, if there is one in the window that was reached. */
    Optional<MemberChunk> find(String hash) {
        return Optional.ofNullable(holder(hash)).flatMap(holder -> holder.chunk(hash, store));
    }

    private @Nullable Holder holder(String hash) {
        lock.lock();
        try {
            Holder holder = current.get(hash);
            return holder == null ? former.get(hash) : holder;
        } finally {
            lock.unlock();
        }
    }

    private void begin(LedgerState head) {
        reached = null;
        former.clear();
        moveOn(Math.max(store.oldest(flagSet), head.position().revision() - MemberChunks.WINDOW), head);
    }

    private void moveOn(long from, LedgerState head) {
        long target = head.position().revision();
        Map<String, Holder> before = current;
        current = chunks(head);
        for (long at = from; at < target; ) {
            List<LedgerEntry> page = store.entries(flagSet, at, (int) Math.min(PAGE, target - at));
            if (page.isEmpty()) {
                throw new IllegalStateException("The entry after revision " + at + " of " + flagSet + " is missing");
            }
            page.forEach(entry -> note(entry, before));
            at = page.getLast().revision();
        }
        reached = head.position();
        forget(head.position());
    }

    private void note(LedgerEntry entry, Map<String, Holder> before) {
        entry.changes().stream()
                .filter(change -> change.subject().kind().equals(Subject.SEGMENT))
                .flatMap(change -> change.before().stream())
                .flatMap(hash -> store.documentAlone(hash).stream())
                .flatMap(document -> names(document).stream())
                .filter(hash -> !current.containsKey(hash))
                .forEach(hash -> {
                    Holder known = before.getOrDefault(hash, former.remove(hash));
                    former.put(hash, new Holder(entry.revision(), known == null ? null : known.chunk.get()));
                });
        forgetEldest();
    }

    private static List<String> names(Document document) {
        return document.members().map(MemberSet::hashes).orElseGet(document::missingChunks);
    }

    private static Map<String, Holder> chunks(LedgerState head) {
        Map<String, Holder> chunks = new HashMap<>();
        head.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).stream())
                .flatMap(members -> members.chunks().stream())
                .forEach(chunk -> chunks.put(chunk.hash(), new Holder(Long.MAX_VALUE, chunk)));
        return chunks;
    }

    private void forget(Position head) {
        Iterator<Holder> eldestFirst = former.values().iterator();
        while (eldestFirst.hasNext() && isBeyondWindow(eldestFirst.next().until, head)) {
            eldestFirst.remove();
        }
    }

    private void forgetEldest() {
        Iterator<Holder> eldestFirst = former.values().iterator();
        while (former.size() > MOST_FORMER) {
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    // What an entry took away is still there in the state that it met.
    private static boolean isBeyondWindow(long until, Position head) {
        return until <= head.revision() - MemberChunks.WINDOW;
    }

    /** A chunk, as long as something else holds it. */
    private static final class Holder {

        /** The entry that took the chunk out of use. */
        private final long until;

        private volatile WeakReference<@Nullable MemberChunk> chunk;

        Holder(long until, @Nullable MemberChunk chunk) {
            this.until = until;
            this.chunk = new WeakReference<>(chunk);
        }

        Optional<MemberChunk> chunk(String hash, LedgerStore store) {
            MemberChunk held = chunk.get();
            if (held != null) {
                return Optional.of(held);
            }
            Optional<MemberChunk> read = store.document(hash).map(ChunkFormat::read);
            read.ifPresent(found -> chunk = new WeakReference<>(found));
            return read;
        }
    }
}
