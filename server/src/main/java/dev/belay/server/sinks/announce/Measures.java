package dev.belay.server.sinks.announce;

import dev.belay.ledger.LedgerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Counts what a sink delivers, and shows where it is behind or blocked, on the node that delivers it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Measures implements AutoCloseable {

    private static final String DELIVERED = "belay.sink.delivered";
    private static final String FAILURES = "belay.sink.failures";
    private static final String GAPS = "belay.sink.gaps";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter delivered;
    private final Counter failed;
    private final Counter gaps;
    private final Map<LedgerId, AtomicLong> lags = new ConcurrentHashMap<>();
    private final Map<LedgerId, AtomicLong> blocks = new ConcurrentHashMap<>();
    private final List<Meter> gauges = new CopyOnWriteArrayList<>();

    Measures(MeterRegistry registry, String sink, String kind) {
        this.registry = registry;
        this.tags = Tags.of("sink", sink, "kind", kind);
        this.delivered = Counter.builder(DELIVERED)
                .description("Events that a sink has acknowledged")
                .tags(tags)
                .register(registry);
        this.failed = Counter.builder(FAILURES)
                .description("Deliveries that failed")
                .tags(tags)
                .register(registry);
        this.gaps = Counter.builder(GAPS)
                .description("Times that entries were compacted before a sink had announced them")
                .tags(tags)
                .register(registry);
    }

    void delivered(int events) {
        delivered.increment(events);
    }

    void failed() {
        failed.increment();
    }

    void lostItsPlace() {
        gaps.increment();
    }

    /** How many revisions a sink is behind. */
    void lag(LedgerId flagSet, long revisions) {
        lags.computeIfAbsent(flagSet, each -> gauge("belay.sink.lag", "Revisions that a sink has not announced", each))
                .set(revisions);
    }

    void blocked(LedgerId flagSet, boolean blocked) {
        blocks.computeIfAbsent(
                        flagSet,
                        each -> gauge(
                                "belay.sink.blocked", "1 where a sink waits for a person, because of one event", each))
                .set(blocked ? 1 : 0);
    }

    private AtomicLong gauge(String name, String description, LedgerId flagSet) {
        AtomicLong value = new AtomicLong();
        gauges.add(Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .tags(tags.and("flag_set", flagSet.text()))
                .strongReference(true)
                .register(registry));
        return value;
    }

    /** Takes the counters of deleted sinks away. */
    static void forgetAllBut(MeterRegistry registry, Set<String> sinks) {
        Stream.of(DELIVERED, FAILURES, GAPS)
                .flatMap(name -> registry.find(name).counters().stream())
                .filter(counter ->
                        !sinks.contains(String.valueOf(counter.getId().getTag("sink"))))
                .toList()
                .forEach(registry::remove);
    }

    /** Takes the gauges away, which another node may have from now on. The counters go on where they were. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
