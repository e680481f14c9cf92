package dev.belay.server.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The newest frames of a flag set without a gap, bounded in number and bytes. Confined to one thread at a time. */
final class RecentFrames {
    static final int MOST_BYTES = 8 << 20;

    private final Deque<Frame> frames = new ArrayDeque<>();
    private long bytes;

    void add(Frame frame) {
        frames.addLast(frame);
        bytes += frame.size();
        while (frames.size() > Frame.HISTORY || (bytes > MOST_BYTES && frames.size() > 1)) {
            bytes -= frames.removeFirst().size();
        }
    }

    /** Puts older frames before the ones that are there, as far as there is room. */
    void addOlder(List<Frame> older) {
        for (Frame frame : older.reversed()) {
            if (frames.size() == Frame.HISTORY || bytes + frame.size() > MOST_BYTES) {
                return;
            }
            frames.addFirst(frame);
            bytes += frame.size();
        }
    }

    void clear() {
        frames.clear();
        bytes = 0;
    }

    /** The revision that a receiver must at least have applied for the kept frames to follow. */
    long oldestStart(long head) {
        return frames.isEmpty() ? head : frames.getFirst().position().revision() - 1;
    }

    /** The frames that follow {@code revision}, which must not lie before {@link #oldestStart}. */
    List<Frame> after(long revision) {
        List<Frame> following = new ArrayList<>();
        Iterator<Frame> newestFirst = frames.descendingIterator();
        while (newestFirst.hasNext()) {
            Frame frame = newestFirst.next();
            if (frame.position().revision() <= revision) {
                break;
            }
            following.add(frame);
        }
        return following.reversed();
    }
}
