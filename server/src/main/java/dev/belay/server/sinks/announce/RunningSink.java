package dev.belay.server.sinks.announce;

import dev.belay.ledger.LedgerId;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A sink that this node delivers, with a line for each of its flag sets. */
final class RunningSink implements AutoCloseable {

    private final SinkDefinition definition;
    private final Leases.Lease lease;
    private final Sink sink;
    private final Measures measures;
    private final Runnable ended;
    private final Map<LedgerId, Line> lines = new ConcurrentHashMap<>();
    private final AtomicInteger alive = new AtomicInteger();
    private volatile boolean stopping;

    /**
     * A sink without lines so far.
     *
     * @param ended told whenever a line has ended
     */
    RunningSink(SinkDefinition definition, Leases.Lease lease, Sink sink, Measures measures, Runnable ended) {
        this.definition = definition;
        this.lease = lease;
        this.sink = sink;
        this.measures = measures;
        this.ended = ended;
    }

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
                    .expect(cursor.generation());
        }
    }

    void wake(LedgerId flagSet) {
        Line line = lines.get(flagSet);
        if (line != null) {
            line.wake();
        }
    }

    private Line start(Line line) {
        alive.incrementAndGet();
        Thread.ofVirtual().name("sink-" + definition.id()).start(() -> run(line));
        return line;
    }

    private void run(Line line) {
        try {
            line.run();
        } finally {
            alive.decrementAndGet();
            ended.run();
        }
    }

    /**
     * Ends all lines, each once the message that it has under way is acknowledged or has failed. Nobody waits for that
     * here, and nothing is interrupted: an interrupted line would lose the connection to the database on which it stores
     * what was acknowledged.
     */
    void stop() {
        stopping = true;
        lines.values().forEach(Line::stop);
    }

    boolean isStopping() {
        return stopping;
    }

    /** Whether it was stopped, and nothing is under way any more. */
    boolean hasEnded() {
        return stopping && alive.get() == 0;
    }

    /** Closes the sink, which has ended. */
    @Override
    public void close() {
        sink.close();
        measures.close();
    }
}
