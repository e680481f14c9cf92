package dev.belay.server.sinks.announce;

import dev.belay.ledger.LedgerId;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A sink that this node delivers, with a line for each of its flag sets. */
final class RunningSink implements AutoCloseable {

    private final SinkDefinition definition;
    private final Leases.Lease lease;
    private final Sink sink;
    private final Measures measures;
    private final Map<LedgerId, Running> lines = new ConcurrentHashMap<>();

    RunningSink(SinkDefinition definition, Leases.Lease lease, Sink sink, Measures measures) {
        this.definition = definition;
        this.lease = lease;
        this.sink = sink;
        this.measures = measures;
    }

    private record Running(Line line, Thread thread) {}

    SinkDefinition definition() {
        return definition;
    }

    Leases.Lease lease() {
        return lease;
    }

    Sink sink() {
        return sink;
    }

    Measures measures() {
        return measures;
    }

    /** Starts lines that are missing, and tells the others what is stored of their cursors. */
    void follow(List<Cursor> cursors, Function<Cursor, Line> make) {
        for (Cursor cursor : cursors) {
            lines.computeIfAbsent(cursor.flagSet(), _ -> start(make.apply(cursor)))
                    .line()
                    .expect(cursor.generation());
        }
    }

    void wake(LedgerId flagSet) {
        Running running = lines.get(flagSet);
        if (running != null) {
            running.line().wake();
        }
    }

    private Running start(Line line) {
        return new Running(
                line, Thread.ofVirtual().name("sink-" + definition.id()).start(line));
    }

    /** Ends all lines, waits until nothing is under way any more, and closes the sink. */
    @Override
    public void close() {
        lines.values().forEach(running -> {
            running.line().stop();
            running.thread().interrupt();
        });
        boolean interrupted = false;
        for (Running running : lines.values()) {
            interrupted |= !joined(running.thread());
        }
        sink.close();
        measures.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
