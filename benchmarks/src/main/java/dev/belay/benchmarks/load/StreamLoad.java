package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import java.io.IOException;

/**
 * Makes changes while a fleet follows, and sees to it that everybody gets each of them once. <b>Thread-safety:</b>
 * confined to one thread at a time.
 */
final class StreamLoad {

    private final Fleet fleet;
    private final RealSdks sdks;
    private final RealSdks near;
    private final Changes changes;

    /** @param near SDKs that follow the server at which changes are made, where all others follow its replicas */
    StreamLoad(Fleet fleet, RealSdks sdks, RealSdks near, Changes changes) {
        this.fleet = fleet;
        this.sdks = sdks;
        this.near = near;
        this.changes = changes;
    }

    /** With a fleet and nobody else. */
    static StreamLoad of(Fleet fleet, Changes changes) {
        RealSdks none = new RealSdks("");
        return new StreamLoad(fleet, none, none, changes);
    }

    /**
     * What came of it.
     *
     * @param simulated when changes reached simulated SDKs
     * @param real      when they reached real ones
     * @param near      when they reached those that follow the server at which they are made
     * @param missing   arrivals at simulated SDKs that should have been and were not; negative if there were too many
     */
    record Outcome(Timeline simulated, Timeline real, Timeline near, long missing) {}

    /** Makes changes that do not count and changes that do; at least one of the former. */
    Outcome run(int warmUp, int count) throws IOException, InterruptedException {
        long first = warmedUp(warmUp).revision() + 1;
        Timeline simulated = new Timeline(count, fleet.size());
        Timeline real = new Timeline(count, sdks.size());
        Timeline nearer = new Timeline(count, near.size());
        fleet.observations().noteIn(simulated.startingAt(first));
        sdks.noteIn(real.startingAt(first));
        near.noteIn(nearer.startingAt(first));
        Position head = changes.run(count, simulated);
        real.writtenAs(simulated);
        nearer.writtenAs(simulated);
        awaitAllAt(head);
        return new Outcome(simulated, real, nearer, (long) count * fleet.size() - simulated.arrivals());
    }

    /** What the compilers of two processes at their start keep everybody waiting for is no part of what counts. */
    private Position warmedUp(int count) throws IOException, InterruptedException {
        Position head = changes.warmUp(count);
        awaitAllAt(head);
        return head;
    }

    private void awaitAllAt(Position head) throws InterruptedException {
        fleet.awaitAllAt(head);
        sdks.awaitAllAt(head);
        near.awaitAllAt(head);
    }
}
