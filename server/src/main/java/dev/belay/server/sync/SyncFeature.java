package dev.belay.server.sync;

import dev.belay.json.sync.SyncEvent;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credentials;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import dev.belay.server.past.PastStates;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Keeps SDKs up to date: the event stream, snapshots, and chunks of members.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; closing ends all streams.
 */
public final class SyncFeature implements Feature, AutoCloseable {
    private final ExecutorService encoders = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("belay-snapshots").factory());
    private final ChunkWorkers workers;
    private final FlagSetFeeds feeds;
    private final StreamEndpoint stream;
    private final SnapshotEndpoint snapshot;
    private final ChunkEndpoint chunks;
    private final ResyncEndpoint resync;

    /**
     * What this feature is made of.
     *
     * @param past      where states before the newest are
     * @param fleet     told of every stream that is open
     * @param heartbeat how often streams hear something when nothing changes
     * @param freshness what heartbeats say of this server itself
     * @param resyncs   how nodes ask one another to have streams get a snapshot
     */
    public record Parts(
            LedgerStore store,
            PastStates past,
            Access access,
            Credentials credentials,
            FlagSetAccess flagSets,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry metrics,
            Fleet fleet,
            Duration heartbeat,
            Freshness freshness,
            Resyncs resyncs) {

        /** How often streams hear something when nothing changes. */
        public static final Duration HEARTBEAT = Duration.ofSeconds(15);
    }

    /** Begins to follow the ledgers. */
    public SyncFeature(Parts parts) {
        Snapshots snapshots = new Snapshots(parts.clock(), encoders);
        feeds = new FlagSetFeeds(parts.store(), snapshots, parts.metrics(), parts.freshness());
        feeds.beat(parts.vertx(), parts.heartbeat());
        parts.credentials().onRevoked(revoked -> feeds.end(revoked::equals));
        parts.credentials().onRevoked(feeds::keysChanged);
        parts.credentials().onMade(feeds::keysChanged);
        stream = new StreamEndpoint(parts.access(), feeds, parts.fleet());
        PastSnapshots past = new PastSnapshots(parts.past(), parts.clock());
        snapshot = new SnapshotEndpoint(parts.access(), parts.store(), snapshots, past);
        resync = new ResyncEndpoint(parts.flagSets(), parts.fleet(), parts.resyncs());
        parts.resyncs().follow(this::resynchronise);
        workers = new ChunkWorkers(parts.flagSets().chunks()::isNearlyUpToDate);
        chunks = new ChunkEndpoint(parts.access(), parts.flagSets().chunks(), past, workers);
    }

    @Override
    public void addTo(Routes routes) {
        routes.eventLoop(HttpMethod.GET, "/sdk/v1/stream", stream)
                .eventLoop(HttpMethod.GET, "/sdk/v1/snapshot", snapshot::redirect)
                .eventLoop(HttpMethod.GET, "/sdk/v1/snapshots/{hash}", snapshot::serve)
                .eventLoop(HttpMethod.GET, "/sdk/v1/chunks/{hash}", chunks)
                .post(ResyncEndpoint.PATH, resync);
    }

    /** Tells all streams at once where the head is, and how fresh this server. */
    public void beat() {
        feeds.beat();
    }

    /** Has the streams of an instance, or all, get a snapshot, whatever their receivers hold. */
    // The absence is a choice of the operator's, which is handed on.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public void resynchronise(LedgerId flagSet, Optional<String> instance) {
        feeds.resynchronise(flagSet, new SyncEvent.Resync(instance));
    }

    @Override
    public void close() {
        feeds.close();
        encoders.shutdown();
        workers.close();
    }
}
