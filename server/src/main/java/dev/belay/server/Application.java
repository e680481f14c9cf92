package dev.belay.server;

import dev.belay.control.Audience;
import dev.belay.control.FlagSets;
import dev.belay.control.History;
import dev.belay.control.Projects;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.archive.Hold;
import dev.belay.server.access.Access;
import dev.belay.server.access.CredentialSweep;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.SecretHash;
import dev.belay.server.access.SetupLink;
import dev.belay.server.access.SqlCredentials;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.Positions;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.fleet.FleetExchange;
import dev.belay.server.health.MeasuredLedgerStore;
import dev.belay.server.health.Readiness;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Route;
import dev.belay.server.http.Routes;
import dev.belay.server.http.WebServer;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.past.PastStates;
import dev.belay.server.past.StoredStates;
import dev.belay.server.pins.Pinning;
import dev.belay.server.retention.RetentionFeature;
import dev.belay.server.schedule.Schedule;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.sinks.SinkFeature;
import dev.belay.server.storage.Storage;
import dev.belay.server.sync.Freshness;
import dev.belay.server.sync.Resyncs;
import dev.belay.server.sync.SharedResyncs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The running server: the one place that chooses the parts and puts them together.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; starting and closing block.
 */
public final class Application implements AutoCloseable {

    private static final int SETUP_CODE_BYTES = 20;
    private static final int SALT_BYTES = 8;
    private static final int NODE_NAME_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final Closing closing = new Closing();
    private final LedgerStore store;
    private final List<Route> routes;
    private final WebServer web;
    private final Optional<String> setupCode;

    /**
     * What an application is made of.
     *
     * @param storage       where everything is kept; closed with the application
     * @param clock         the time
     * @param operatorToken an administrator's token that the operator set from outside
     * @param members       how large uploads of members may be
     * @param trustPins     whether back ends are answered at the position that their requests bring
     * @param sinks         how changes are announced to other systems
     */
    public record Parts(
            Storage storage,
            InstantSource clock,
            Optional<String> operatorToken,
            MemberLimits members,
            boolean trustPins,
            SinkFeature.Settings sinks) {

        /** With the usual settings of sinks. */
        // The absence is what most servers start with, and not an omitted argument.
        @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
        public Parts(
                Storage storage,
                InstantSource clock,
                Optional<String> operatorToken,
                MemberLimits members,
                boolean trustPins) {
            this(storage, clock, operatorToken, members, trustPins, SinkFeature.Settings.DEFAULT);
        }

        /** With the usual limits of uploads, and without trust in pins. */
        // The absence is what most servers start with, and not an omitted argument.
        @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
        public Parts(Storage storage, InstantSource clock, Optional<String> operatorToken) {
            this(storage, clock, operatorToken, MemberLimits.DEFAULT, false);
        }
    }

    private Application(Parts parts, WebServer.Settings settings) throws IOException {
        closing.add(parts.storage());
        try {
            PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            store = new MeasuredLedgerStore(parts.storage().ledgers(), metrics);
            Credentials credentials =
                    new Credentials(new SqlCredentials(parts.storage().operations()), parts.clock(), random);
            SetupLink setup = new SetupLink(parts.storage().operations(), credentials, parts.clock());
            Vertx vertx = EventLoops.start();
            closing.add(() -> vertx.close().await());
            Fleet fleet = closing.add(new Fleet(store, parts.clock()));
            closing.add(FleetExchange.start(
                    fleet, parts.storage().operations(), new RandomText(random, NODE_NAME_BYTES).get(), parts.clock()));
            PastStates past = new StoredStates(store);
            Pinning pinning = new Pinning(new History(store), past, parts.trustPins());
            Administration administration = administration(parts, store, credentials, setup, fleet, pinning);
            administration.projects().initialise();
            Access access = new Access(credentials, parts.operatorToken().map(SecretHash::of), metrics);
            SinkFeature sinks = closing.add(new SinkFeature(new SinkFeature.Parts(
                    store,
                    administration.flagSets(),
                    administration.projects(),
                    parts.storage().operations(),
                    parts.sinks(),
                    vertx,
                    parts.clock(),
                    metrics,
                    random)));
            Schedule schedule = schedule(parts, metrics);
            RetentionFeature retention =
                    retention(parts, store, administration.access(), sinks.hold(), metrics, schedule);
            Delivery delivery = new Delivery(new Delivery.Parts(
                    store,
                    past,
                    access,
                    credentials,
                    administration.access(),
                    vertx,
                    parts.clock(),
                    metrics,
                    fleet,
                    Freshness.NEWEST,
                    () -> Readiness.of(store.health())
                            .warning("sinks", sinks.blocked())
                            .warning("retention", retention.failing()),
                    pinning,
                    resyncs(parts.storage().operations())));
            routes = routes(access, administration, delivery, sinks, retention);
            web = closing.add(WebServer.start(vertx, settings, routes, EventLoops.count()));
            closing.add(schedule).start();
            // Streams end first, since the web server waits for calls under way.
            closing.add(delivery);
            setupCode = parts.operatorToken().isPresent() || credentials.hasAdministrator()
                    ? Optional.empty()
                    : Optional.of(setup.open(new RandomText(random, SETUP_CODE_BYTES).get()));
        } catch (IOException | RuntimeException failure) {
            closing.close();
            throw failure;
        }
    }

    /**
     * Puts the parts together and starts to listen.
     *
     * @throws IOException if nothing can listen there; the store is closed then
     */
    public static Application start(Parts parts, WebServer.Settings settings) throws IOException {
        return new Application(parts, settings);
    }

    /** The port that is listened on. */
    public int port() {
        return web.port();
    }

    /** Everything that is answered. */
    public List<Route> routes() {
        return routes;
    }

    /** The code of the one-time link to the first administrator's token, if there is no administrator yet. */
    public Optional<String> setupCode() {
        return setupCode;
    }

    /** Whether the storage answers, as far as is known without asking it; that of a broken ledger does, too. */
    public boolean isStorageWorking() {
        return !(store.health() instanceof StoreHealth.Unavailable);
    }

    /** Stops listening, lets calls and commits under way end, and closes the store. */
    @Override
    public void close() {
        closing.close();
    }

    private Administration administration(
            Parts parts,
            LedgerStore store,
            Credentials credentials,
            SetupLink setup,
            Audience audience,
            Pinning pinning) {
        FlagSets flagSets = new FlagSets(store, parts.clock(), new RandomText(random, SALT_BYTES), audience);
        Positions positions = closing.add(new Positions(store));
        FlagSetAccess access = new FlagSetAccess(flagSets, new History(store), positions);
        return new Administration(
                store,
                flagSets,
                new Projects(store, parts.clock()),
                access,
                credentials,
                setup,
                parts.clock(),
                parts.members(),
                pinning);
    }

    private static Resyncs resyncs(OperationsDatabase operations) {
        return operations.dialect() == Dialect.POSTGRESQL ? new SharedResyncs(operations) : Resyncs.here();
    }

    private static Schedule schedule(Parts parts, PrometheusMeterRegistry metrics) {
        OperationsDatabase operations = parts.storage().operations();
        Schedule schedule = new Schedule(operations, metrics, Schedule.Settings.DEFAULT);
        schedule.every(CredentialSweep.PAUSE, CredentialSweep.NAME, new CredentialSweep(operations, parts.clock()));
        return schedule;
    }

    private static RetentionFeature retention(
            Parts parts,
            LedgerStore store,
            FlagSetAccess access,
            Hold hold,
            PrometheusMeterRegistry metrics,
            Schedule schedule) {
        return new RetentionFeature(new RetentionFeature.Parts(
                access,
                store,
                parts.storage().retention(),
                parts.storage().operations(),
                hold,
                schedule,
                parts.clock(),
                metrics));
    }

    private static List<Route> routes(
            Access access, Administration administration, Delivery delivery, Feature... features) {
        Routes all = new Routes(access);
        administration.features().forEach(feature -> feature.addTo(all));
        delivery.features().forEach(feature -> feature.addTo(all));
        Arrays.stream(features).forEach(feature -> feature.addTo(all));
        return all.all();
    }
}
