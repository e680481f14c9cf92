package dev.belay.verification.sinks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

/** A web server that takes webhooks. */
final class WebhookBroker implements Broker {

    private static final int ALL_CONNECTIONS = 0;

    private final int port;
    private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    private WebhookBroker(int port) throws IOException {
        this.port = port;
        this.server = listen();
    }

    static WebhookBroker start() throws IOException {
        return new WebhookBroker(Ports.free());
    }

    private HttpServer listen() throws IOException {
        HttpServer listening =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ALL_CONNECTIONS);
        listening.createContext("/", this::take);
        listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listening.start();
        return listening;
    }

    private void take(HttpExchange exchange) throws IOException {
        bodies.add(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String target() {
        return "\"webhook\": {\"url\": \"http://127.0.0.1:%d/\"}".formatted(port);
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
