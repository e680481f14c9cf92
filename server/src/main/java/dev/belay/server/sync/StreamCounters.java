package dev.belay.server.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the streams tell the metrics.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class StreamCounters {
    private final AtomicLong connected = new AtomicLong();
    private final Counter slow;

    StreamCounters(MeterRegistry metrics) {
        Gauge.builder("belay.streams.connected", connected, AtomicLong::doubleValue)
                .description("Event streams that are open")
                .register(metrics);
        slow = Counter.builder("belay.streams.slow")
                .description("How often a stream took no more bytes and had to catch up later")
                .register(metrics);
    }

    void connected() {
        connected.incrementAndGet();
    }

    void disconnected() {
        connected.decrementAndGet();
    }

    void slow() {
        slow.increment();
    }
}
