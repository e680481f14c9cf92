package dev.belay.events;

import java.util.Optional;

/**
 * Receives events, however they come, and hands them to a listener in order and once: repeats are dropped, and what is
 * missing is noticed by positions.
 *
 * <pre>{@code
 * ChangeReceiver receiver = new ChangeReceiver(
 *         ChangeListener.invalidating(cache::invalidate, flagSet -> cache.invalidateAll()), Progress.inMemory());
 * for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
 *     receiver.receive(record.value());
 * }
 * }</pre>
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; events are dealt with one at a time.
 */
public final class ChangeReceiver {

    private final ChangeListener listener;
    private final Progress progress;

    /**
     * Hands events to a listener.
     *
     * @param progress where it is kept how far the receiver has come
     */
    public ChangeReceiver(ChangeListener listener, Progress progress) {
        this.listener = listener;
        this.progress = progress;
    }

    /** What became of an event. */
    public enum Outcome {
        /** The listener was told of the change. */
        APPLIED,
        /** It was dealt with before, and nobody was told. */
        REPEATED,
        /** The listener was told that something is missing. */
        MISSED
    }

    /**
     * Receives the bytes of an event.
     *
     * @throws InvalidEventException if they are not one
     * @throws RuntimeException what the listener threw; the event then counts as not received
     */
    public Outcome receive(byte[] event) {
        return receive(EventFormat.read(event));
    }

    /**
     * Receives an event.
     *
     * @throws RuntimeException what the listener threw; the event then counts as not received
     */
    public synchronized Outcome receive(FlagSetEvent event) {
        Mark mark = Mark.of(event);
        Outcome outcome = outcome(progress.find(event.flagSet()), event, mark);
        if (outcome == Outcome.APPLIED) {
            listener.changed((ChangeEvent) event);
            progress.store(mark);
        } else if (outcome == Outcome.MISSED) {
            listener.missed(event);
            progress.store(mark);
        }
        return outcome;
    }

    // Absent is the state before the first event.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Outcome outcome(Optional<Mark> last, FlagSetEvent event, Mark mark) {
        if (last.filter(known -> known.covers(mark)).isPresent()) {
            return Outcome.REPEATED;
        }
        return event instanceof ChangeEvent change
                        && last.filter(known -> !known.precedes(change)).isEmpty()
                ? Outcome.APPLIED
                : Outcome.MISSED;
    }
}
