package dev.belay.client.stream;

import dev.belay.client.cache.Cached;
import dev.belay.client.cache.DiskCache;
import dev.belay.client.http.Endpoint;
import dev.belay.client.http.UnexpectedAnswerException;
import dev.belay.client.http.Watchdog;
import dev.belay.client.source.CellSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Known;
import dev.belay.client.source.Signal;
import dev.belay.client.source.Threads;
import dev.belay.client.source.Time;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A flag set on a server, followed by its stream. When the server is away, the last state goes on answering.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class StreamSource extends CellSource implements Follower.Outcome {

    /** How many states are kept, as the server expects. */
    private static final int REMEMBERED = 1_000;

    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_REQUESTED_WAIT = Duration.ofMinutes(5);

    private final Endpoint endpoint;
    private final Signal signal;
    private final Time time;
    private final Optional<DiskCache> cache;
    private final Fallback bootstrap;
    private final Connection connection;
    private final Follower follower;
    private final Acknowledgements acknowledgements;
    private final Reconnects reconnects;
    private final Steps steps;
    private final Thread thread = Threads.daemon("belay-stream", this::run);

    private volatile boolean closed;
    private volatile boolean settled;

    /** Since when this connection has brought what the server has; null while it has not. Confined to the thread. */
    private @Nullable Long inStepSince;

    /** Whether the server has said on this connection that this is the newest it knows. Confined to the thread. */
    private boolean caughtUp;

    /** The first flags, which the newest may follow at once: a snapshot may be many changes old. Confined to the thread. */
    private @Nullable Known held;

    /** Whether this attempt has led to a stream. Confined to the thread. */
    private boolean streaming;

    /**
     * What a stream is made of.
     *
     * @param endpoint  the server
     * @param instance  who reports to it
     * @param cache     where states survive a restart, if anywhere
     * @param bootstrap what to go by when there is neither a server nor a cache
     * @param time      the clock
     * @param chance    evenly distributed from 0 to less than 1
     * @param longest   how long to leave a server alone at most that cannot be reached; at least a second
     * @param signal    raised after every change
     * @param steps     told of every move before anybody sees it
     */
    public record Parts(
            Endpoint endpoint,
            Instance instance,
            Optional<DiskCache> cache,
            Fallback bootstrap,
            Time time,
            DoubleSupplier chance,
            Duration longest,
            Signal signal,
            Steps steps) {}

    /** A source that has not been started. */
    public StreamSource(Parts parts) {
        super(parts.endpoint().base().toString(), parts.signal());
        this.endpoint = parts.endpoint();
        this.signal = parts.signal();
        this.time = parts.time();
        this.cache = parts.cache();
        this.bootstrap = parts.bootstrap();
        this.connection = new Connection(
                parts.endpoint(), new Watchdog(time, SILENCE), parts.instance().id());
        this.reconnects = new Reconnects(parts.chance(), parts.longest());
        this.steps = parts.steps();
        this.follower = new Follower(connection, new Replica(REMEMBERED), this, time, new Retries(parts.chance()));
        this.acknowledgements = new Acknowledgements(parts.endpoint(), parts.instance(), time, parts.chance());
    }

    @Override
    public void start() {
        connection.start();
        acknowledgements.start();
        thread.start();
    }

    @Override
    public boolean settled() {
        return settled;
    }

    /** The server, as the holder of the server key sees it. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The flag set, {@code project/environment}, as soon as the server has named it. */
    public Optional<String> flagSet() {
        return cell.flagSet();
    }

    @Override
    public void close() {
        closed = true;
        boolean own = Thread.currentThread().equals(thread);
        if (!own) {
            thread.interrupt();
        }
        connection.abort();
        acknowledgements.close();
        endpoint.close();
        if (own) {
            // Only now, because an interrupted thread does not wait for the goodbye.
            thread.interrupt();
        }
        cache.ifPresent(DiskCache::flush);
    }

    @Override
    public void connected() {
        streaming = true;
        acknowledgements.connected();
    }

    @Override
    public void confirmed(Known known, Optional<Duration> age) {
        inStep();
        caughtUp = age.isEmpty();
        if (known.state() != cell.state()) {
            // They were held back, or a failure came between the replica and those who evaluate.
            take(Step.whole(known));
        }
        age.ifPresentOrElse(old -> outOfDate(known, old), () -> upToDate(known));
    }

    @Override
    public void keysChanged() {
        steps.keysChanged();
    }

    @Override
    public void resynchronise(Optional<String> instance) {
        steps.resynchronise(instance);
    }

    private void upToDate(Known known) {
        boolean reconnected = cell.health().phase() != Health.Phase.READY;
        cell.confirm(time.now());
        settle();
        if (reconnected) {
            acknowledgements.applied(known.state());
        } else {
            acknowledgements.stillAt(known.state());
        }
    }

    /** The server is a replica that is cut off: this is all that it has, and it knows since when. */
    private void outOfDate(Known known, Duration age) {
        String message = "The server has been cut off from its own upstream";
        cell.publish(known.state(), Health.Phase.STALE, time.now().minus(age), message);
        settle();
        acknowledgements.stillAt(known.state());
    }

    @Override
    public void diverged(Known known, String why) {
        // The newest snapshot is fetched now, and nothing says before the next heartbeat that there is nothing newer.
        caughtUp = true;
        acknowledgements.diverged(known.state(), why);
    }

    @Override
    public void applied(Step step) {
        inStep();
        if (!caughtUp && cell.state() == null) {
            held = step.known();
        } else {
            take(step);
        }
    }

    private void take(Step step) {
        Known known = step.known();
        held = null;
        cell.belongsTo(known.flagSet());
        settled = true;
        steps.applied(step);
        // Before anybody can see the state: who closes as soon as it is there finds it on disk the next time.
        cache.ifPresent(disk -> disk.save(known));
        if (closed) {
            // By whoever was told of the step: the server has heard the goodbye, and nothing may follow it.
            return;
        }
        show(known.state());
        acknowledgements.applied(known.state());
        known.state().snapshot().prepare();
    }

    /** As up to date only if it is: others keep what is said of those before. */
    private void show(LedgerState state) {
        Health before = cell.health();
        if (caughtUp) {
            cell.publish(state, Health.Phase.READY, time.now(), "Up to date");
        } else {
            cell.publish(state, before.phase(), before.confirmedAt(), before.message());
        }
    }

    /** What came before the connection is lost is better than nothing. */
    private void follow() throws IOException, InterruptedException {
        try {
            follower.follow();
        } finally {
            Known known = held;
            if (known != null) {
                take(Step.whole(known));
            }
        }
    }

    private void run() {
        try {
            loadFallback();
            while (!closed) {
                inStepSince = null;
                streaming = false;
                caughtUp = false;
                Duration least = attempt();
                settle();
                // Added, because all whom the server has told the same would otherwise come back at the same moment.
                time.pause(least.plus(untilNext()));
            }
        } catch (InterruptedException interrupted) {
            // Only closing interrupts this thread, which ends here.
        }
    }

    private Duration untilNext() {
        Long since = inStepSince;
        return since == null
                ? reconnects.afterFailure()
                : reconnects.afterConnection(Duration.ofNanos(time.nanos() - since));
    }

    private void inStep() {
        if (inStepSince == null) {
            inStepSince = time.nanos();
        }
    }

    /** Follows the server once, and answers how long to leave it alone at least. */
    private Duration attempt() throws InterruptedException {
        try {
            acknowledgements.introduce();
            follow();
            lost("The server has ended the stream");
        } catch (UnexpectedAnswerException answer) {
            return refused(answer);
        } catch (ProtocolException unusable) {
            report(Health.Phase.ERROR, unusable.getMessage());
        } catch (MissingMembersException missing) {
            lost(String.valueOf(missing.getMessage()));
        } catch (IOException unreachable) {
            lost(sentence(unreachable));
        } catch (RuntimeException | Error failure) {
            // Not even an exhausted heap may end the following of changes for good.
            report(Health.Phase.ERROR, "Following the server failed: " + failure);
        }
        return Duration.ZERO;
    }

    private Duration refused(UnexpectedAnswerException answer) {
        if (answer.isRefusal()) {
            report(Health.Phase.FATAL, answer.getMessage() + ": it does not accept the " + endpoint.credentialKind());
            return AFTER_REFUSAL;
        }
        if (answer.isTemporary()) {
            lost(String.valueOf(answer.getMessage()));
        } else {
            report(Health.Phase.ERROR, answer.getMessage() + ": is this the address of a Belay server?");
        }
        Duration asked = answer.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(LONGEST_REQUESTED_WAIT) > 0 ? LONGEST_REQUESTED_WAIT : asked;
    }

    private String sentence(IOException failure) {
        String what = streaming
                ? "The connection to the server at " + endpoint.base() + " has broken"
                : "The server at " + endpoint.base() + " cannot be reached";
        return what + ": " + Trouble.of(failure);
    }

    private void lost(String message) {
        report(cell.state() == null ? Health.Phase.NOT_READY : Health.Phase.STALE, message);
    }

    private void report(Health.Phase phase, @Nullable String message) {
        if (!closed) {
            cell.report(phase, String.valueOf(message));
        }
    }

    private void settle() {
        if (!settled) {
            settled = true;
            signal.raise();
        }
    }

    private void loadFallback() {
        Optional<Cached> cached = cache.flatMap(DiskCache::load);
        if (cached.isPresent()) {
            Known known = cached.get().known();
            cell.belongsTo(known.flagSet());
            follower.resumeFrom(known);
            steps.applied(Step.whole(known));
            cell.publish(known.state(), Health.Phase.STALE, cached.get().confirmedAt(), "From the cache on disk");
            known.state().snapshot().prepare();
            return;
        }
        bootstrap.load().ifPresent(state -> {
            cell.publish(state, Health.Phase.STALE, null, "From the bootstrap");
            state.snapshot().prepare();
        });
    }
}
