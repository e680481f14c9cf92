package dev.belay.events;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a receiver keeps how far it has come. Kept beyond a restart, repeats and gaps are noticed across it; kept
 * together with what the events bring about, in one transaction, each event takes effect exactly once.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads.
 */
public interface Progress {

    /** How far the receiver has come in a flag set; empty before its first event. */
    Optional<Mark> find(String flagSet);

    /** Remembers a mark instead of the one before. */
    void store(Mark mark);

    /** Progress that is forgotten with the process, for caches that are, too. */
    static Progress inMemory() {
        Map<String, Mark> marks = new ConcurrentHashMap<>();
        return new Progress() {
            @Override
            public Optional<Mark> find(String flagSet) {
                return Optional.ofNullable(marks.get(flagSet));
            }

            @Override
            public void store(Mark mark) {
                marks.put(mark.flagSet(), mark);
            }
        };
    }
}
