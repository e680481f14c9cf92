package dev.belay.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.client.source.SystemTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    private static final int LIMIT = 100;

    private final SystemTime time = new SystemTime();
    private final Watchdog watchdog = new Watchdog(time, Duration.ofSeconds(30));
    private HttpServer server;
    private HttpServer stranger;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EndpointTest::tellCredential);
        stranger.createContext("/", EndpointTest::tellCredential);
        server.start();
        stranger.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        stranger.stop(0);
        time.close();
    }

    @Test
    void showsItsCredentialToItsServer() throws Exception {
        assertThat(download("", "/document")).isEqualTo("/document Bearer secret");
    }

    @ParameterizedTest
    @CsvSource({
        "belay_server_1a2b, server key",
        "belay_replica_1a2b, replica key",
        "belay_token_1a2b, access token",
        "1a2b, key"
    })
    void tellsWhatKindOfCredentialItHas(String credential, String kind) {
        try (Endpoint endpoint = Endpoint.of(URI.create("http://localhost"), credential, Duration.ofSeconds(1))) {
            assertThat(endpoint.credentialKind()).isEqualTo(kind);
        }
    }

    @Test
    void showsItsCredentialToNobodyElse() throws Exception {
        server.createContext("/moved", redirectTo(address(stranger) + "/document"));

        assertThat(download("", "/moved")).isEqualTo("/document nobody");
    }

    @ParameterizedTest
    @CsvSource({"/document, /belay/document", "/belay/document, /belay/document", "other, /belay/other"})
    void staysBelowThePathThatTheServerIsPublishedUnder(String location, String found) throws Exception {
        server.createContext("/belay/moved", redirectTo(location));

        assertThat(download("/belay/", "/moved")).isEqualTo(found + " Bearer secret");
    }

    @Test
    void givesUpOnEndlessRedirections() {
        server.createContext("/moved", redirectTo("/moved"));

        assertThatThrownBy(() -> download("", "/moved")).hasMessageContaining("redirections");
    }

    @Test
    void refusesADocumentThatIsTooLarge() {
        server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(LIMIT + 1)));

        assertThatThrownBy(() -> download("", "/large")).hasMessageContaining("larger than 100 bytes");
    }

    @Test
    void tellsWhatTheServerAnsweredInstead() {
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 503, "");
        });

        assertThatThrownBy(() -> download("", "/busy"))
                .isInstanceOfSatisfying(UnexpectedAnswerException.class, answer -> {
                    assertThat(answer.isTemporary()).isTrue();
                    assertThat(answer.isRefusal()).isFalse();
                    assertThat(answer.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
                });
    }

    private String download(String prefix, String path) throws IOException, InterruptedException {
        URI base = URI.create(address(server) + prefix);
        try (Endpoint endpoint = Endpoint.of(base, " secret\n", Duration.ofSeconds(30))) {
            return new String(endpoint.download(path, LIMIT, watchdog).bytes(), StandardCharsets.UTF_8);
        }
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static com.sun.net.httpserver.HttpHandler redirectTo(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            answer(exchange, 302, "");
        };
    }

    private static void tellCredential(HttpExchange exchange) throws IOException {
        String credential = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("nobody");
        answer(exchange, 200, exchange.getRequestURI() + " " + credential);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
