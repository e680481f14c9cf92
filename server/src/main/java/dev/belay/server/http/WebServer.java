package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Listens on one port, on several event loops.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; starting and closing block.
 */
public final class WebServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final String deployment;
    private final int port;

    private WebServer(Vertx vertx, String deployment, int port) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
    }

    /**
     * Where to listen, and to whom.
     *
     * @param host    the name or address of the interface
     * @param port    the port, 0 for any that is free
     * @param origins the origins whose pages may evaluate flags
     * @param longestRequest how long a request may take
     */
    public record Settings(String host, int port, Set<String> origins, Duration longestRequest) {
        /** Copies the origins. */
        public Settings {
            origins = Set.copyOf(origins);
        }

        /** The usual patience with requests: 30 seconds. */
        public Settings(String host, int port, Set<String> origins) {
            this(host, port, origins, Duration.ofSeconds(30));
        }
    }

    /**
     * Starts listening.
     *
     * @throws IOException if the port is taken or the host is not one of this machine; nothing listens then
     */
    public static WebServer start(Vertx vertx, Settings settings, List<Route> routes, int eventLoops)
            throws IOException {
        AtomicInteger port = new AtomicInteger();
        try {
            String deployment = vertx.deployVerticle(
                            () -> new Instance(settings, routes, port),
                            new DeploymentOptions().setInstances(eventLoops))
                    .await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new WebServer(vertx, deployment, port.get());
        } catch (Exception failure) {
            throw new IOException(sentence(settings, failure), failure);
        }
    }

    /**
     * Looks whether {@link #start} could listen, before anything else is done for it.
     *
     * @throws IOException as {@code start} does
     */
    public static void requireFree(Settings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw new IOException(sentence(settings, taken), taken);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** Stops listening, after giving calls under way some seconds to be answered. */
    @Override
    public void close() {
        try {
            vertx.undeploy(deployment).await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            throw new IllegalStateException(
                    "Calls under way did not end within " + PATIENCE.toSeconds() + " s", tooSlow);
        }
    }

    private static String sentence(Settings settings, Exception failure) {
        String where = settings.host() + ":" + settings.port();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (failure instanceof BindException || cause instanceof BindException) {
            String words = String.valueOf(cause.getMessage());
            return "Nothing can listen at " + where + " (" + words + "); " + advice(words);
        }
        return "Nothing can listen at " + where + " (" + cause.getMessage() + "); check --host and --port";
    }

    // The system's words are all that tells the causes apart.
    private static String advice(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("assign")) {
            return "no interface of this machine has that address, so name one that does with --host";
        }
        if (lower.contains("permission") || lower.contains("denied")) {
            return "choose a port from 1024 with --port, or let the process use lower ones";
        }
        return "stop what uses the port, or choose another with --port, 0 for any";
    }

    /** One event loop's share of the server. */
    private static final class Instance extends VerticleBase {

        private static final int MAX_INITIAL_LINE = 16 * 1024;
        private static final int MAX_HEADERS = 32 * 1024;
        private static final int IDLE_SECONDS = 75;
        private static final int GRACE_SECONDS = 5;

        private final Settings settings;
        private final List<Route> routes;
        private final AtomicInteger port;
        private @Nullable HttpServer server;

        Instance(Settings settings, List<Route> routes, AtomicInteger port) {
            this.settings = settings;
            this.routes = routes;
            this.port = port;
        }

        @Override
        public Future<?> start() {
            HttpServer created = vertx.createHttpServer(options())
                    .requestHandler(new Dispatcher(routes, context, settings))
                    .invalidRequestHandler(Instance::refuse);
            server = created;
            return created.listen().onSuccess(listening -> port.set(listening.actualPort()));
        }

        @Override
        public Future<?> stop() {
            return server == null ? Future.succeededFuture() : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
        }

        private static void refuse(HttpServerRequest malformed) {
            RefusedException refused = new RefusedException(
                    ProblemName.INVALID_REQUEST,
                    "This is not HTTP, or its first line is longer than " + MAX_INITIAL_LINE
                            + " bytes, or its headers are longer than " + MAX_HEADERS + " bytes");
            Replies.send(malformed, Problems.answer(refused).with("connection", "close"));
            malformed.connection().close();
        }

        private HttpServerOptions options() {
            return new HttpServerOptions()
                    .setHost(settings.host())
                    // Negative: any port, and the same one for every event loop.
                    .setPort(settings.port() == 0 ? -1 : settings.port())
                    .setMaxInitialLineLength(MAX_INITIAL_LINE)
                    .setMaxHeaderSize(MAX_HEADERS)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS);
        }
    }
}
