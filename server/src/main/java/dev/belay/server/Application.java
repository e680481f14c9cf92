package dev.belay.server;

import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.CredentialStore;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyRoutes;
import dev.belay.server.access.SecretHash;
import dev.belay.server.access.SetupLink;
import dev.belay.server.access.SetupRoutes;
import dev.belay.server.access.TokenRoutes;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.Positions;
import dev.belay.server.health.MeasuredLedgerStore;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Route;
import dev.belay.server.http.Routes;
import dev.belay.server.http.WebServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The running server: the one place that chooses the parts and puts them together.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; starting and closing block.
 */
public final class Application implements AutoCloseable {

    private static final int SETUP_CODE_BYTES = 20;

    private final Closing closing = new Closing();
    private final List<Route> routes;
    private final WebServer web;
    private final Optional<String> setupCode;

    /**
     * What an application is made of.
     *
     * @param store         the ledgers; closed with the application
     * @param credentials   where credentials are kept
     * @param clock         the time
     * @param operatorToken an administrator's token that the operator set from outside
     */
    public record Parts(
            LedgerStore store, CredentialStore credentials, InstantSource clock, Optional<String> operatorToken) {}

    private Application(Parts parts, WebServer.Settings settings) throws IOException {
        closing.add(parts.store());
        SecureRandom random = new SecureRandom();
        Credentials credentials = new Credentials(parts.credentials(), parts.clock(), random);
        SetupLink setup = new SetupLink(credentials, parts.clock());
        try {
            Vertx vertx = vertx();
            closing.add(() -> vertx.close().await());
            routes = routes(parts, credentials, setup, vertx);
            web = closing.add(WebServer.start(vertx, settings, routes, eventLoops()));
        } catch (IOException | RuntimeException failure) {
            closing.close();
            throw failure;
        }
        setupCode = parts.operatorToken().isPresent() || credentials.hasAdministrator()
                ? Optional.empty()
                : Optional.of(setup.open(code(random)));
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

    /** Stops listening, lets calls and commits under way end, and closes the store. */
    @Override
    public void close() {
        closing.close();
    }

    private List<Route> routes(Parts parts, Credentials credentials, SetupLink setup, Vertx vertx) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        LedgerStore store = new MeasuredLedgerStore(parts.store(), metrics);
        FlagSetAccess flagSets = new FlagSetAccess(store, closing.add(new Positions(store)));
        Access access = new Access(credentials, parts.operatorToken().map(SecretHash::of));
        Delivery delivery = closing.add(
                new Delivery(new Delivery.Parts(store, access, credentials, flagSets, vertx, parts.clock(), metrics)));
        Routes all = new Routes(access);
        features(credentials, flagSets, setup).forEach(feature -> feature.addTo(all));
        delivery.features().forEach(feature -> feature.addTo(all));
        return all.all();
    }

    private static List<Feature> features(Credentials credentials, FlagSetAccess flagSets, SetupLink setup) {
        return List.of(new KeyRoutes(credentials, flagSets), new TokenRoutes(credentials), new SetupRoutes(setup));
    }

    private static Vertx vertx() {
        // Nothing is read from the class path through Vert.x, so it needs no folder for copies.
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops()).setFileSystemOptions(files));
    }

    private static int eventLoops() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private static String code(SecureRandom random) {
        byte[] drawn = new byte[SETUP_CODE_BYTES];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
