package dev.belay.verification.cluster;

import dev.belay.core.Position;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all clients have been told, and the newest position that any of them has. <b>Thread-safety:</b> safe for use by many
 * threads.
 */
final class Recorder {

    private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Position> newest;

    Recorder(Position first) {
        newest = new AtomicReference<>(first);
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    /** Must be called before the time is taken at which an answer was there. */
    void heardOf(Position position) {
        newest.accumulateAndGet(
                position,
                (known, heard) -> heard.sharesEpochWith(known) && heard.revision() <= known.revision() ? known : heard);
    }

    /** Must be called after the time is taken at which a question begins. */
    Position newest() {
        return newest.get();
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }
}
