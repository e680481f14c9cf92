package dev.belay.verification.cluster;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What became of the requests of a campaign. <b>Thread-safety:</b> safe for use by many threads. */
final class Traffic {

    private final Map<URI, LongAdder> answered = new ConcurrentHashMap<>();
    private final LongAdder passedOn = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAccumulator slowestRead = new LongAccumulator(Math::max, 0);
    private final ConcurrentLinkedQueue<String> refusedReads = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refusedWrites = new ConcurrentLinkedQueue<>();

    void answeredBy(URI node) {
        answered.computeIfAbsent(node, _ -> new LongAdder()).increment();
    }

    /** Counts a request whose connection was refused or cut, and which the next node was asked. */
    void passOn() {
        passedOn.increment();
    }

    /** Counts a read that began so many nanoseconds ago, whatever became of it. */
    void readTook(long nanos) {
        reads.increment();
        slowestRead.accumulate(nanos);
    }

    long slowestReadMillis() {
        return slowestRead.get() / 1_000_000;
    }

    void refuseRead(String how) {
        refusedReads.add(how);
    }

    void refuseWrite(String how) {
        refusedWrites.add(how);
    }

    long answersOf(URI node) {
        return answered.getOrDefault(node, new LongAdder()).sum();
    }

    long passedOn() {
        return passedOn.sum();
    }

    long reads() {
        return reads.sum();
    }

    List<String> refusedReads() {
        return List.copyOf(refusedReads);
    }

    List<String> refusedWrites() {
        return List.copyOf(refusedWrites);
    }
}
