package dev.belay.server;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyListRoute;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.fleet.FleetFeature;
import dev.belay.server.health.HealthFeature;
import dev.belay.server.health.Readiness;
import dev.belay.server.http.Feature;
import dev.belay.server.ofrep.OfrepFeature;
import dev.belay.server.past.PastStates;
import dev.belay.server.pins.Pinning;
import dev.belay.server.sync.Freshness;
import dev.belay.server.sync.Resyncs;
import dev.belay.server.sync.SyncFeature;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Puts together what programs ask for, as opposed to people: flag sets to follow, single answers, health and metrics.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Delivery implements AutoCloseable {
    private final SyncFeature sync;
    private final FleetFeature fleet;
    private final OfrepFeature ofrep;
    private final KeyListRoute keys;
    private final HealthFeature health;

    /** What all of it works on. */
    record Parts(
            LedgerStore store,
            PastStates past,
            Access access,
            Credentials credentials,
            FlagSetAccess flagSets,
            Vertx vertx,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            Fleet fleet,
            Freshness freshness,
            Supplier<Readiness> readiness,
            Pinning pinning,
            Resyncs resyncs) {}

    Delivery(Parts parts) {
        sync = new SyncFeature(new SyncFeature.Parts(
                parts.store(),
                parts.past(),
                parts.access(),
                parts.credentials(),
                parts.flagSets(),
                parts.vertx(),
                parts.clock(),
                parts.metrics(),
                parts.fleet(),
                SyncFeature.Parts.HEARTBEAT,
                parts.freshness(),
                parts.resyncs()));
        fleet = new FleetFeature(parts.access(), parts.flagSets(), parts.fleet(), parts.metrics());
        ofrep = new OfrepFeature(new OfrepFeature.Parts(
                parts.store(),
                parts.access(),
                parts.clock(),
                () -> ThreadLocalRandom.current().nextInt(),
                parts.metrics(),
                parts.fleet()::asked,
                parts.pinning()));
        keys = new KeyListRoute(parts.access(), parts.credentials());
        health = new HealthFeature(
                parts.readiness(), parts.metrics(), task -> Thread.ofVirtual().start(task));
    }

    List<Feature> features() {
        return List.of(sync, fleet, ofrep, keys, health);
    }

    /** Tells all streams at once how fresh this server is. */
    void beat() {
        sync.beat();
    }

    /** Has the streams of an instance, or all, get a snapshot. */
    // The absence is a choice of the operator's, which is handed on.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    void resynchronise(LedgerId flagSet, Optional<String> instance) {
        sync.resynchronise(flagSet, instance);
    }

    /** Ends all streams. */
    @Override
    public void close() {
        sync.close();
    }
}
