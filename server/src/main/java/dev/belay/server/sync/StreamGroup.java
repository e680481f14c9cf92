package dev.belay.server.sync;

import dev.belay.json.sync.SyncEvent;
import dev.belay.server.access.Credential;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one flag set on one event loop, so that a frame costs one task for each loop instead of one for each
 * stream. Confined to that event loop, except for {@link #run}.
 */
final class StreamGroup {
    private static final Logger LOG = LoggerFactory.getLogger("belay.sync");

    private static final int RESYNCS_AT_ONCE = 50;
    private static final long RESYNC_MILLIS = 100;

    /** How many streams have their turn before whatever else waits on the event loop, such as a writer's answer. */
    private static final int STREAMS_AT_ONCE = 250;

    private final Context loop;
    private final FlagSetFeed feed;
    private final List<EventStream> streams = new ArrayList<>();
    private final Deque<Consumer<StreamGroup>> waiting = new ArrayDeque<>();
    private boolean walking;

    StreamGroup(Context loop, FlagSetFeed feed) {
        this.loop = loop;
        this.feed = feed;
    }

    /** Does something with the group on its event loop, in the order of the calls. */
    void run(Consumer<StreamGroup> action) {
        loop.runOnContext(_ -> {
            waiting.add(action);
            runWaiting();
        });
    }

    /** What walks through all streams ends before the next begins, so that each stream sees them in order. */
    private void runWaiting() {
        while (!walking && !waiting.isEmpty()) {
            try {
                waiting.remove().accept(this);
            } catch (RuntimeException failure) {
                LOG.error("sync.streams-failed", failure);
            }
        }
    }

    void add(EventStream stream) {
        stream.moveTo(streams.size());
        streams.add(stream);
        feed.counters().connected();
        askForMissed(stream);
    }

    /** Forgets a stream; one that is not here stays forgotten. */
    void remove(EventStream stream) {
        int index = stream.index();
        if (index >= streams.size() || streams.get(index) != stream) {
            return;
        }
        EventStream last = streams.removeLast();
        if (last != stream) {
            streams.set(index, last);
            last.moveTo(index);
        }
        stream.closed();
        feed.counters().disconnected();
    }

    void deliver(Frame frame) {
        inTurns(stream -> stream.deliver(frame));
    }

    void heartbeat(Buffer beat) {
        inTurns(stream -> stream.heartbeat(beat));
    }

    /** Writes something to replicas that are live; to others it is of no use. */
    void tellReplicas(Buffer event) {
        inTurns(stream -> {
            if (stream.isReplica()) {
                stream.tell(event);
            }
        });
    }

    /** Ends the streams that were opened with such a credential. */
    void end(Predicate<Credential> credential) {
        inTurns(stream -> {
            if (credential.test(stream.credential())) {
                stream.end();
            }
        });
    }

    /** Has streams get a snapshot, a few at a time, so that not all of their receivers come for it at once. */
    void resynchronise(SyncEvent.Resync asked) {
        Buffer word = EventText.of(asked);
        Deque<EventStream> chosen = new ArrayDeque<>();
        for (EventStream stream : List.copyOf(streams)) {
            if (asked.instance().isEmpty() || stream.isOf(asked.instance().get())) {
                chosen.add(stream);
            } else if (stream.isReplica()) {
                stream.pass(word);
            }
        }
        resynchroniseNext(chosen, word);
    }

    private void resynchroniseNext(Deque<EventStream> left, Buffer word) {
        for (int each = 0; each < RESYNCS_AT_ONCE && !left.isEmpty(); each++) {
            left.remove().resynchronise(word);
        }
        if (!left.isEmpty()) {
            loop.owner().setTimer(RESYNC_MILLIS, _ -> resynchroniseNext(left, word));
        }
    }

    void askForMissed(EventStream stream) {
        feed.catchUp(this, stream, stream.position(), stream.historyFrom());
    }

    void countSlow() {
        feed.counters().slow();
    }

    /** Does something with every stream; with those beyond the first few hundred when this has returned. */
    private void inTurns(Consumer<EventStream> action) {
        walk(List.copyOf(streams), 0, action);
    }

    // The rest is under way before the first have their turn, so that one that fails holds nobody up.
    private void walk(List<EventStream> all, int from, Consumer<EventStream> action) {
        int to = Math.min(all.size(), from + STREAMS_AT_ONCE);
        walking = to < all.size();
        if (walking) {
            loop.runOnContext(_ -> goOn(all, to, action));
        }
        all.subList(from, to).stream().filter(EventStream::isOpen).forEach(action);
    }

    private void goOn(List<EventStream> all, int from, Consumer<EventStream> action) {
        try {
            walk(all, from, action);
        } finally {
            runWaiting();
        }
    }
}
