package dev.belay.verification.sinks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.events.WebhookSecret;
import dev.belay.events.WebhookVerifier;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.tls.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server that takes webhooks whose signatures hold. */
final class WebhookBroker implements Broker {

    private static final int ALL_CONNECTIONS = 0;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final WebhookVerifier VERIFIER =
            new WebhookVerifier(List.of(WebhookSecret.parse(SECRET)), InstantSource.system());

    private final int port;
    private final Optional<SSLContext> tls;
    private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private WebhookBroker(int port, Optional<SSLContext> tls) throws IOException {
        this.port = port;
        this.tls = tls;
        this.server = listen();
    }

    static WebhookBroker start() throws IOException {
        return new WebhookBroker(Ports.free(), Optional.empty());
    }

    /** One that is spoken to by TLS alone. */
    static WebhookBroker startShowing(ServerCertificate certificate) throws IOException, GeneralSecurityException {
        return new WebhookBroker(Ports.free(), Optional.of(certificate.context()));
    }

    private HttpServer listen() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer listening = tls.isPresent()
                ? HttpsServer.create(address, ALL_CONNECTIONS)
                : HttpServer.create(address, ALL_CONNECTIONS);
        if (listening instanceof HttpsServer secure) {
            secure.setHttpsConfigurator(new HttpsConfigurator(tls.orElseThrow()));
        }
        listening.createContext("/", this::take);
        listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listening.start();
        return listening;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean genuine = VERIFIER.verify(
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                body);
        if (genuine) {
            bodies.add(body);
        }
        exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String target() {
        String place = tls.isPresent() ? "https://" + ServerCertificate.HOST : "http://127.0.0.1";
        return "\"webhook\": {\"url\": \"%s:%d/\", \"secret\": \"%s\"}".formatted(place, port, SECRET);
    }

    @Override
    public void kill() {
        server.stop(0);
    }

    @Override
    public void restart() throws IOException {
        server = listen();
    }

    @Override
    public List<FlagSetEvent> received() {
        return List.copyOf(bodies).stream().map(EventFormat::read).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
