package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.client.ManualTime;
import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Signal;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    /** What servers took at most when they refused more. */
    private static final Value MOST = Value.of((double) Integer.MAX_VALUE);

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final ManualTime time = new ManualTime(new Signal());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sdk/v1/telemetry", this::accept);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysNoLongerTimesThanEveryServerTakes() throws Exception {
        LedgerState state = LedgerState.empty("first");
        Instance instance = new Instance("i-1", "checkout", "", "belay-java", "");
        try (Endpoint endpoint = Endpoint.of(address(), "secret", Duration.ofSeconds(5));
                Acknowledgements acknowledgements = new Acknowledgements(endpoint, instance, time, () -> 0.5)) {
            acknowledgements.start();
            acknowledgements.connected();
            acknowledgements.applied(state);
            assertThat(next()).containsEntry("appliedMillisAgo", Value.of(0.0));

            time.pass(Duration.ofDays(30));
            acknowledgements.stillAt(state);

            assertThat(next()).containsEntry("appliedMillisAgo", MOST).containsEntry("connectedMillisAgo", MOST);
        }
    }

    private Map<String, Value> next() throws InterruptedException {
        String report = reports.poll(30, TimeUnit.SECONDS);
        assertThat(report).as("a report").isNotNull();
        return ((Value.StructureValue) Json.read(report)).members();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void accept(HttpExchange exchange) throws IOException {
        reports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }
}
