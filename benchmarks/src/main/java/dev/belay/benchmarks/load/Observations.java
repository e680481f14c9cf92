package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a fleet has seen. <b>Thread-safety:</b> safe for use by many threads. */
final class Observations {

    private static final int SENTENCES_KEPT = 20;

    private final Map<Position, String> checksums = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> sentences = new ConcurrentLinkedQueue<>();
    private final AtomicLong violations = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger live = new AtomicInteger();
    private volatile Timeline timeline = new Timeline(0, 0);

    /** Arrivals are noted there from now on. */
    void noteIn(Timeline newTimeline) {
        timeline = newTimeline;
    }

    void applied(Position position, String checksum) {
        timeline.arrived(position.revision());
        frames.incrementAndGet();
        checksum(position, checksum);
    }

    /** Everybody must be told the same. */
    void checksum(Position position, String checksum) {
        String first = checksums.putIfAbsent(position, checksum);
        if (first != null && !first.equals(checksum)) {
            violation("at " + position + " one was told the checksum " + first + " and another " + checksum);
        }
    }

    void violation(String sentence) {
        violations.incrementAndGet();
        if (sentences.size() < SENTENCES_KEPT) {
            sentences.add(sentence);
        }
    }

    void joined() {
        live.incrementAndGet();
    }

    void left() {
        live.decrementAndGet();
    }

    void broken() {
        broken.incrementAndGet();
    }

    void refused(int status) {
        refused.incrementAndGet();
        if (status != 429 && status != 503) {
            violation("a stream was answered with " + status);
        }
    }

    int live() {
        return live.get();
    }

    long frames() {
        return frames.get();
    }

    void received(int count) {
        bytes.addAndGet(count);
    }

    /** What came on all streams, heartbeats included. */
    long bytes() {
        return bytes.get();
    }

    long violations() {
        return violations.get();
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** Connections that ended though nobody cut them. */
    long brokenConnections() {
        return broken.get();
    }

    long refusals() {
        return refused.get();
    }
}
