package dev.belay.benchmarks.load;

import java.time.Duration;
import java.util.List;

/**
 * What servers have done for a fleet.
 *
 * @param processor time of their threads
 * @param frames    that the fleet has applied
 * @param bytes     that came on all streams
 * @param reports   of the fleet that they have accepted
 */
record Work(Duration processor, long frames, long bytes, long reports) {

    static Work soFar(List<Leaf> servers, Fleet fleet) {
        return new Work(
                servers.stream().map(leaf -> leaf.figures().processorTime()).reduce(Duration.ZERO, Duration::plus),
                fleet.observations().frames(),
                fleet.observations().bytes(),
                fleet.reportsSent());
    }

    Work since(Work earlier) {
        return new Work(
                processor.minus(earlier.processor),
                frames - earlier.frames,
                bytes - earlier.bytes,
                reports - earlier.reports);
    }

    long bytesPerFrame() {
        return bytes / Math.max(1, frames);
    }

    @Override
    public String toString() {
        return "%.1f s for %,d frames and %,d reports: %.1f µs for each of both"
                .formatted(
                        processor.toMillis() / 1e3,
                        frames,
                        reports,
                        processor.toNanos() / 1e3 / Math.max(1, frames + reports));
    }
}
