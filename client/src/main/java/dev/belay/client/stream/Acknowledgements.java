package dev.belay.client.stream;

import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Signal;
import dev.belay.client.source.Threads;
import dev.belay.client.source.Time;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server what has been applied, the newest only, on a thread of its own. What fails is tried again, ever more
 * rarely, and disturbs nobody.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Acknowledgements implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration REPEAT = Duration.ofMinutes(5);

    /** How long closing waits for the goodbye to be sent. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** However many instances there are: later than this, a report is of no use to anybody who waits for it. */
    private static final long LONGEST_SPREAD_MILLIS = 30_000;

    /** About 25 days, the most that every server takes; longer ago says no more. */
    private static final long LONGEST_AGO_MILLIS = Integer.MAX_VALUE;

    private final Endpoint endpoint;
    private final Instance instance;
    private final Time time;
    private final DoubleSupplier chance;
    private final Retries retries;
    private final Signal changed = new Signal();
    private final Thread thread = Threads.daemon("belay-telemetry", this::run);

    private volatile @Nullable Standing newest;
    private volatile long repeated;
    private volatile boolean introduced;

    /** Since when the newest stream has been open; before the first one, since the start. */
    private volatile long connected;

    /** Whether the server may have heard of this instance, be it by its stream only. */
    private volatile boolean known;

    /** What the server has accepted last; confined to the thread. */
    private @Nullable Position accepted;

    /** Within how long the server wants the next report, so that not all instances send theirs at once. */
    private long spreadMillis;

    Acknowledgements(Endpoint endpoint, Instance instance, Time time, DoubleSupplier chance) {
        this.endpoint = endpoint;
        this.instance = instance;
        this.time = time;
        this.chance = chance;
        this.retries = new Retries(chance);
        this.connected = time.nanos();
    }

    void start() {
        thread.start();
    }

    /** Notes that the server may not know this instance, and is to be told all about it with the next report. */
    void introduce() {
        known = true;
        introduced = false;
    }

    /** Notes that the server has begun a stream. */
    void connected() {
        connected = time.nanos();
    }

    /**
     * Notes that a state is what the server has. That is reported when the last report said something else, or is long
     * ago, because the server forgets instances that are silent.
     */
    void stillAt(LedgerState state) {
        Standing last = newest;
        boolean wasDiverged = last != null && last.diverged() != null;
        if (wasDiverged || time.nanos() - repeated > REPEAT.toNanos()) {
            introduce();
            applied(state);
        }
    }

    /** Notes what is to be reported; never blocks for longer than a moment. */
    void applied(LedgerState state) {
        tell(new Standing(state, null, since(state)));
    }

    /** Since when the state has been applied, however often that is noted. */
    private long since(LedgerState state) {
        Standing last = newest;
        return last != null
                        && last.diverged() == null
                        && last.state().position().equals(state.position())
                ? last.since()
                : time.nanos();
    }

    /** Notes that a state is not what the server has. */
    void diverged(LedgerState state, String why) {
        tell(new Standing(state, why, time.nanos()));
    }

    private void tell(Standing standing) {
        newest = standing;
        repeated = time.nanos();
        changed.raise();
    }

    /** Says goodbye, so that nobody waits for this instance; gives up after a moment. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(GOODBYE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long seen = 0;
            while (true) {
                seen = changed.awaitAfter(seen);
                time.pause(Duration.ofMillis((long) (chance.getAsDouble() * spreadMillis)));
                reportUntilAccepted();
            }
        } catch (InterruptedException closed) {
            sayGoodbye();
        }
    }

    private void reportUntilAccepted() throws InterruptedException {
        retries.reset();
        for (Standing standing = newest; standing != null && !report(standing); standing = newest) {
            time.pause(retries.next());
        }
    }

    private boolean report(Standing standing) throws InterruptedException {
        boolean introduces = !introduced;
        introduced = true;
        Instance.Times times = new Instance.Times(millisSince(standing.since()), millisSince(connected));
        try {
            HttpResponse<byte[]> answer =
                    endpoint.send(request(instance.report(standing, accepted, introduces, times)), PATIENCE);
            if (answer.statusCode() / 100 != 2) {
                introduce();
                return false;
            }
            spreadMillis = spread(answer);
            // Only what was right has been confirmed; what comes next took its time from there.
            accepted = standing.diverged() == null ? standing.state().position() : accepted;
            return true;
        } catch (IOException unreachable) {
            introduce();
            return false;
        }
    }

    private long millisSince(long nanos) {
        return Math.min(
                LONGEST_AGO_MILLIS, Duration.ofNanos(time.nanos() - nanos).toMillis());
    }

    private void sayGoodbye() {
        if (!known) {
            return;
        }
        try {
            endpoint.send(request(instance.goodbye()), GOODBYE);
        } catch (IOException | InterruptedException unreachable) {
            // The server finds out by itself, only later.
        }
    }

    private HttpRequest request(byte[] body) {
        return endpoint.request("/sdk/v1/telemetry")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static long spread(HttpResponse<byte[]> answer) {
        String wanted = answer.headers().firstValue("Belay-Report-Within").orElse("0");
        try {
            return Math.max(0, Math.min(LONGEST_SPREAD_MILLIS, Long.parseLong(wanted)));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
