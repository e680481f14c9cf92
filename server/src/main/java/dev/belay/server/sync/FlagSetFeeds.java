package dev.belay.server.sync;

import dev.belay.json.sync.SyncEvent;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Subscription;
import dev.belay.server.access.Credential;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows the ledger store and feeds the streams of every flag set that has had one. One thread of its own encodes
 * entries and decides what each stream gets, so that neither the writer of the store nor an event loop waits for that.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class FlagSetFeeds implements AutoCloseable {
    private final LedgerStore store;
    private final Snapshots snapshots;
    private final StreamCounters counters;
    private final Freshness freshness;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("belay-feed").factory());
    private final Map<LedgerId, FlagSetFeed> feeds = new HashMap<>();
    private final Subscription subscription;

    FlagSetFeeds(LedgerStore store, Snapshots snapshots, MeterRegistry metrics, Freshness freshness) {
        this.store = store;
        this.snapshots = snapshots;
        this.counters = new StreamCounters(metrics);
        this.freshness = freshness;
        this.subscription = store.subscribe(this::accept);
    }

    /** Sends every stream a heartbeat from time to time from now on. */
    void beat(Vertx vertx, Duration interval) {
        vertx.setPeriodic(interval.toMillis(), _ -> beat());
    }

    /** Sends every stream a heartbeat now. */
    void beat() {
        onThread(() -> feeds.values().forEach(FlagSetFeed::heartbeat));
    }

    /** Ends the streams that were opened with such a credential. */
    void end(Predicate<Credential> credential) {
        onThread(() -> feeds.values().forEach(feed -> feed.end(credential)));
    }

    /** Tells replicas that a key of their flag set has come or gone; of other credentials they know nothing. */
    void keysChanged(Credential credential) {
        if (credential instanceof Credential.FlagSetKey key) {
            LedgerId flagSet = LedgerId.flagSet(key.project(), key.environment());
            onThread(() -> Optional.ofNullable(feeds.get(flagSet)).ifPresent(FlagSetFeed::keysChanged));
        }
    }

    /** Has streams of a flag set get a snapshot, whatever they have. */
    void resynchronise(LedgerId flagSet, SyncEvent.Resync asked) {
        onThread(() -> {
            FlagSetFeed feed = feeds.get(flagSet);
            if (feed != null) {
                feed.resynchronise(asked);
            }
        });
    }

    /** Hands the feed of a flag set over on the calling event loop, soon. */
    void find(LedgerId flagSet, Context loop, Consumer<FlagSetFeed> receiver, Consumer<Throwable> refusal) {
        onThread(() -> {
            try {
                FlagSetFeed feed = feeds.computeIfAbsent(flagSet, this::create);
                loop.runOnContext(_ -> receiver.accept(feed));
            } catch (RuntimeException failure) {
                loop.runOnContext(_ -> refusal.accept(failure));
            }
        });
    }

    @Override
    public void close() {
        subscription.close();
        end(_ -> true);
        thread.shutdown();
    }

    private void accept(Commit commit) {
        onThread(() -> commit.committed().forEach(this::publish));
    }

    private void publish(Committed committed) {
        FlagSetFeed feed = feeds.get(committed.ledger());
        if (feed != null) {
            feed.publish(committed);
        }
    }

    private FlagSetFeed create(LedgerId flagSet) {
        return new FlagSetFeed(new FrameSource(flagSet, store), snapshots, counters, freshness, this::onThread);
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            // The server is stopping, and its connections end with it.
        }
    }
}
