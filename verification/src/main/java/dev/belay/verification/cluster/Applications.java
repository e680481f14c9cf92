package dev.belay.verification.cluster;

import dev.belay.client.Belay;
import dev.belay.client.FlagChange;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Applications that follow through a load balancer. <b>Thread-safety:</b> safe for use by many threads. */
final class Applications implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 20;

    private final List<Belay> all = new ArrayList<>();
    private final LongAdder changes = new LongAdder();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    /** Starts some, and waits until they have their flags. */
    static Applications follow(URI server, String key, int count) {
        Applications applications = new Applications();
        for (int number = 0; number < count; number++) {
            Belay belay = Belay.connect(server, key);
            applications.all.add(belay);
            Map<String, Long> versions = new ConcurrentHashMap<>();
            belay.onChange(change -> applications.changed(change, versions));
        }
        for (Belay belay : applications.all) {
            if (!belay.awaitReady(PATIENCE)) {
                throw new IllegalStateException("An application did not get its flags: " + belay.status());
            }
        }
        return applications;
    }

    private void changed(FlagChange change, Map<String, Long> versions) {
        changes.increment();
        Long before = versions.put(change.flag(), change.version());
        if (before != null && before >= change.version()) {
            violations.add("the flag " + change.flag() + " went from version " + before + " to " + change);
        }
    }

    /** How many changes of flags they have applied together. */
    long changes() {
        return changes.sum();
    }

    /** What went back in any of them. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Waits until all are at the head, and answers in how many a flag is not what it should be by then. */
    long diverged(Position head, Map<String, String> expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!all.stream().allMatch(each -> isAt(each, head)) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return all.stream()
                .filter(each -> !isAt(each, head) || !has(each, expected))
                .count();
    }

    private static boolean isAt(Belay belay, Position head) {
        return belay.status().isReady() && belay.status().position().equals(Optional.of(head));
    }

    private static boolean has(Belay belay, Map<String, String> expected) {
        return expected.entrySet().stream()
                .allMatch(each -> belay.stringValue(each.getKey(), EvaluationContext.empty(), "")
                        .equals(each.getValue()));
    }

    @Override
    public void close() {
        all.forEach(Belay::close);
    }
}
