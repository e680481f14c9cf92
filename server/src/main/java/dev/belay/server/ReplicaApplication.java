package dev.belay.server;

import dev.belay.control.Audience;
import dev.belay.control.FlagSets;
import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.Projects;
import dev.belay.control.RefusedException;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.SetupLink;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.Positions;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.health.Readiness;
import dev.belay.server.http.EventLoopHandler;
import dev.belay.server.http.Route;
import dev.belay.server.http.Routes;
import dev.belay.server.http.WebServer;
import dev.belay.server.pins.Pinning;
import dev.belay.server.replica.Replica;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.sync.Resyncs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The running replica: what programs ask for, answered from copies of another server's flag sets. What people ask for is
 * refused with that server's address.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; starting and closing block.
 */
public final class ReplicaApplication implements AutoCloseable {

    private final Closing closing = new Closing();
    private final InstantSource clock;
    private final Replica replica;
    private final WebServer web;

    private ReplicaApplication(Replica.Settings copied, InstantSource clock, WebServer.Settings settings)
            throws IOException {
        this.clock = clock;
        try {
            PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            replica = new Replica(copied, metrics);
            LedgerStore store = closing.add(replica.store());
            closing.add(replica);
            Credentials credentials = new Credentials(replica.keys(), clock, new SecureRandom());
            Access access = new Access(credentials, Optional.empty(), metrics);
            Vertx vertx = EventLoops.start();
            closing.add(() -> vertx.close().await());
            Fleet fleet = closing.add(new Fleet(store, clock, replica::followedSince));
            Pinning pinning = new Pinning(new History(store), replica.past(), copied.trustPins());
            Administration refused = administration(store, credentials, fleet, pinning);
            Delivery delivery = new Delivery(new Delivery.Parts(
                    store,
                    replica.past(),
                    access,
                    credentials,
                    refused.access(),
                    vertx,
                    clock,
                    metrics,
                    fleet,
                    replica,
                    replica::readiness,
                    pinning,
                    Resyncs.here()));
            web = closing.add(WebServer.start(vertx, settings, routes(replica, refused, delivery), EventLoops.count()));
            closing.add(delivery);
            replica.start(credentials, delivery::beat, delivery::resynchronise, fleet::document);
        } catch (IOException | RuntimeException failure) {
            closing.close();
            throw failure;
        }
    }

    /**
     * Starts to copy and to listen; what is not copied yet is answered with 503.
     *
     * @throws IOException              if nothing can listen there
     * @throws IllegalArgumentException if the upstream is not the address of a server, or a key cannot be sent
     */
    public static ReplicaApplication start(Replica.Settings copied, InstantSource clock, WebServer.Settings settings)
            throws IOException {
        return new ReplicaApplication(copied, clock, settings);
    }

    /** The port that is listened on. */
    public int port() {
        return web.port();
    }

    /** Whether every flag set has been copied, and what is missing. */
    Readiness readiness() {
        return replica.readiness();
    }

    /** Stops listening and following. */
    @Override
    public void close() {
        closing.close();
    }

    /** Everything that is refused, so that what exists nowhere is told from what exists elsewhere. */
    private Administration administration(
            LedgerStore store, Credentials credentials, Audience audience, Pinning pinning) {
        FlagSets flagSets = new FlagSets(store, clock, () -> "", audience);
        Positions positions = closing.add(new Positions(store));
        return new Administration(
                store,
                flagSets,
                new Projects(store, clock),
                new FlagSetAccess(flagSets, new History(store), positions),
                credentials,
                SetupLink.none(credentials, clock),
                clock,
                MemberLimits.DEFAULT,
                pinning);
    }

    private static List<Route> routes(Replica replica, Administration refused, Delivery delivery) {
        Routes all = new Routes(call -> {
            throw replica.readOnly();
        });
        refused.features().forEach(feature -> feature.addTo(all));
        delivery.features().forEach(feature -> feature.addTo(all));
        return all.all().stream()
                .map(route -> new Route(route.method(), route.path(), whileCopying(replica, route.handler())))
                .toList();
    }

    /** A key that is not known may become known, as long as copies are missing. */
    private static EventLoopHandler whileCopying(Replica replica, EventLoopHandler handler) {
        return call -> {
            try {
                handler.handle(call);
            } catch (RefusedException refused) {
                throw refused.name() == ProblemName.UNAUTHENTICATED ? replica.unknownKey(refused) : refused;
            }
        };
    }
}
