package dev.belay.server.replica;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.belay.client.http.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpstreamKeysTest {

    @Test
    void passesOnWhyItIsRefusedInBrief() throws IOException {
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] problem = ("{\"detail\": \"" + "long ".repeat(2_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        upstream.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        upstream.start();
        URI address = URI.create("http://127.0.0.1:" + upstream.getAddress().getPort());
        try (Endpoint endpoint = Endpoint.of(address, "secret", Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> new UpstreamKeys(endpoint).fetchChanged())
                    .isInstanceOf(IOException.class)
                    .message()
                    .contains("status 403", "long long")
                    .hasSizeLessThan(500);
        } finally {
            upstream.stop(0);
        }
    }
}
