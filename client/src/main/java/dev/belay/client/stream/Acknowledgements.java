package dev.belay.client.stream;

import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Signal;
import dev.belay.client.source.Threads;
import dev.belay.client.source.Time;
import dev.belay.core.Position;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server which position has been applied, the newest one only, on a thread of its own. What fails is tried
 * again, ever more rarely, and disturbs nobody.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Acknowledgements implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration REPEAT = Duration.ofMinutes(5);

    private final Endpoint endpoint;
    private final Instance instance;
    private final Time time;
    private final Retries retries;
    private final Signal changed = new Signal();
    private final Thread thread = Threads.daemon("belay-telemetry", this::run);

    private volatile @Nullable Position applied;
    private volatile long reported;

    Acknowledgements(Endpoint endpoint, Instance instance, Time time, Retries retries) {
        this.endpoint = endpoint;
        this.instance = instance;
        this.time = time;
        this.retries = retries;
    }

    void start() {
        thread.start();
    }

    /** Repeats the report when the last one is long ago: the server forgets instances that are silent. */
    void stillAt(Position position) {
        if (time.nanos() - reported > REPEAT.toNanos()) {
            applied(position);
        }
    }

    /** Notes what is to be reported; never blocks for longer than a moment. */
    void applied(Position position) {
        applied = position;
        reported = time.nanos();
        changed.raise();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            long seen = 0;
            while (true) {
                seen = changed.awaitAfter(seen);
                reportUntilAccepted();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportUntilAccepted() throws InterruptedException {
        retries.reset();
        for (Position newest = applied; newest != null && !report(newest); newest = applied) {
            time.pause(retries.next());
        }
    }

    private boolean report(Position newest) throws InterruptedException {
        HttpRequest request = endpoint.request("/sdk/v1/telemetry")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(instance.report(newest)))
                .build();
        try {
            return endpoint.send(request, PATIENCE).statusCode() / 100 == 2;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
