package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.sync.SyncEvent;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.server.access.Credential;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that the streams of one flag set share: the head, the newest frames, and the groups of streams. The order
 * of its tasks on the feed's thread is the order in which streams see things, so a stream that is told what it missed
 * sees the next frame after that, and never a gap.
 *
 * <p><b>Thread-safety:</b> {@link #catchUp} and {@link #groupOn} may be called from any thread; everything else is
 * confined to the feed's thread.
 */
final class FlagSetFeed {
    /** What is longer is not replayed to a stream, because a snapshot serves it better. */
    static final int LONGEST_REPLAY = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger("belay.sync");

    private final LedgerId flagSet;
    private final FrameSource source;
    private final Snapshots snapshots;
    private final StreamCounters counters;
    private final Freshness freshness;
    private final Executor thread;
    private final RecentFrames recent = new RecentFrames();
    private final Map<Thread, StreamGroup> groups = new ConcurrentHashMap<>();
    private final List<Waiting> awaitingSnapshot = new ArrayList<>();
    private LedgerState head;
    private long searchedInVain = -1;

    FlagSetFeed(
            FrameSource source, Snapshots snapshots, StreamCounters counters, Freshness freshness, Executor thread) {
        this.flagSet = source.flagSet();
        this.source = source;
        this.snapshots = snapshots;
        this.counters = counters;
        this.freshness = freshness;
        this.thread = thread;
        this.head = source.head();
    }

    StreamCounters counters() {
        return counters;
    }

    /** The streams on the calling event loop. */
    StreamGroup groupOn(Context loop) {
        return groups.computeIfAbsent(Thread.currentThread(), _ -> new StreamGroup(loop, this));
    }

    /**
     * Takes a commit over; one that the head already contains is skipped. Where it does not follow the head, as in a new
     * epoch or in a copy that missed too much, streams need a snapshot.
     */
    void publish(Committed committed) {
        LedgerState after = committed.after();
        if (committed.entry().isEmpty() || isKnown(after)) {
            return;
        }
        boolean another = isAnother(after);
        boolean follows = head.position().next().equals(after.position());
        if (!follows) {
            recent.clear();
            searchedInVain = -1;
        }
        Frame frame =
                follows ? frame(committed.entry().get(), committed.before(), after) : Frame.none(after.position());
        recent.add(frame);
        head = after;
        groups.values().forEach(group -> group.run(each -> each.deliver(frame)));
        if (another) {
            // By the checksum, receivers see that they have to come for a snapshot.
            heartbeat();
        }
    }

    private boolean isKnown(LedgerState state) {
        Position position = state.position();
        boolean isNewer = !position.sharesEpochWith(head.position())
                || position.revision() > head.position().revision();
        return !isNewer && !isAnother(state);
    }

    /** Whether this is what a copy has now in place of the head, because its upstream's storage was put back. */
    private boolean isAnother(LedgerState state) {
        return state.position().equals(head.position()) && !state.checksum().equals(head.checksum());
    }

    private Frame frame(LedgerEntry entry, LedgerState before, LedgerState after) {
        try {
            return source.frame(entry, before, after);
        } catch (RuntimeException failure) {
            LOG.error("sync.frame-failed flagSet={} position={}", flagSet, entry.position(), failure);
            return Frame.none(entry.position());
        }
    }

    /** Tells every live stream where the head is. */
    void heartbeat() {
        Buffer beat = closing();
        groups.values().forEach(group -> group.run(each -> each.heartbeat(beat)));
    }

    /** Tells replicas that other keys are valid than before. */
    void keysChanged() {
        Buffer event = EventText.of(new SyncEvent.KeysChanged());
        groups.values().forEach(group -> group.run(each -> each.tellReplicas(event)));
    }

    /** Ends the streams that were opened with such a credential. */
    void end(Predicate<Credential> credential) {
        groups.values().forEach(group -> group.run(each -> each.end(credential)));
    }

    /** Has streams get a snapshot, whatever they have. */
    void resynchronise(SyncEvent.Resync asked) {
        groups.values().forEach(group -> group.run(each -> each.resynchronise(asked)));
    }

    /** Sends a stream what it missed. */
    void catchUp(StreamGroup group, EventStream stream, @Nullable Position from, long historyFrom) {
        Waiting waiting = new Waiting(group, stream);
        thread.execute(() -> {
            try {
                catchUp(waiting, from == null ? Optional.empty() : replay(from, historyFrom));
            } catch (RuntimeException failure) {
                LOG.error("sync.replay-failed flagSet={} from={}", flagSet, from, failure);
                waiting.end();
            }
        });
    }

    private void catchUp(Waiting waiting, Optional<List<Frame>> replay) {
        if (replay.isPresent()) {
            waiting.send(new CatchUp(null, replay.get(), closing()));
        } else {
            sendSnapshot(waiting);
        }
    }

    private Optional<List<Frame>> replay(Position from, long historyFrom) {
        long missed = head.position().revision() - from.revision();
        if (!from.sharesEpochWith(head.position()) || missed < 0 || missed > Frame.HISTORY) {
            return Optional.empty();
        }
        if (!isKept(from.revision()) && from.revision() > searchedInVain) {
            readOlder(from.revision());
        }
        return isKept(from.revision())
                ? Optional.of(recent.after(from.revision())).filter(frames -> canReplay(frames, historyFrom))
                : Optional.empty();
    }

    // Reading takes long, and after a start many streams ask for the same, so what is not to be had is asked for once.
    private void readOlder(long revision) {
        recent.addOlder(
                source.between(revision, recent.oldestStart(head.position().revision())));
        if (!isKept(revision)) {
            searchedInVain = revision;
        }
    }

    private boolean isKept(long revision) {
        return revision >= recent.oldestStart(head.position().revision());
    }

    private static boolean canReplay(List<Frame> frames, long historyFrom) {
        long length = 0;
        for (Frame frame : frames) {
            Buffer bytes = frame.bytesFor(historyFrom);
            length += bytes == null ? Long.MAX_VALUE / 2 : bytes.length();
            if (length > LONGEST_REPLAY) {
                return false;
            }
        }
        return true;
    }

    private void sendSnapshot(Waiting waiting) {
        Optional<StoredSnapshot> kept = snapshots.newest(flagSet).filter(this::leadsToHead);
        if (kept.isPresent()) {
            waiting.send(from(kept.get()));
            return;
        }
        awaitingSnapshot.add(waiting);
        if (awaitingSnapshot.size() == 1) {
            var _ = snapshots.of(flagSet, head).whenCompleteAsync(this::sendToAllWaiting, thread);
        }
    }

    private boolean leadsToHead(StoredSnapshot snapshot) {
        Position position = snapshot.position();
        return position.sharesEpochWith(head.position())
                && (!position.equals(head.position()) || snapshot.isOf(head))
                && isKept(position.revision())
                && canReplay(recent.after(position.revision()), position.revision());
    }

    private void sendToAllWaiting(@Nullable StoredSnapshot snapshot, @Nullable Throwable failure) {
        List<Waiting> all = List.copyOf(awaitingSnapshot);
        awaitingSnapshot.clear();
        if (snapshot == null) {
            LOG.error("sync.snapshot-failed flagSet={} position={}", flagSet, head.position(), failure);
            all.forEach(Waiting::end);
            return;
        }
        CatchUp catchUp = from(snapshot);
        all.forEach(waiting -> waiting.send(catchUp));
    }

    private CatchUp from(StoredSnapshot snapshot) {
        Position position = snapshot.position();
        boolean follows = position.sharesEpochWith(head.position()) && isKept(position.revision());
        return new CatchUp(snapshot, follows ? recent.after(position.revision()) : List.of(), closing());
    }

    private Buffer closing() {
        return EventText.of(
                new SyncEvent.Heartbeat(head.position(), head.checksum().hex(), freshness.age(flagSet)));
    }

    private record Waiting(StreamGroup group, EventStream stream) {
        void send(CatchUp catchUp) {
            group.run(_ -> stream.catchUp(catchUp));
        }

        void end() {
            group.run(_ -> stream.end());
        }
    }
}
