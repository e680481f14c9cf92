package dev.belay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.Scope;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody holds on to the server for longer than a request may take. */
class SlowRequestTest {

    private static final Principal ADA =
            new Principal(Principal.TOKEN, "t-1", "ada", Set.of(Permission.READ), Scope.EVERYWHERE);

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch released = new CountDownLatch(1);
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        Routes routes =
                new Routes(_ -> ADA).post("/write", _ -> Answer.empty(204)).read("/stuck", _ -> waiting());
        server = WebServer.start(
                vertx, new WebServer.Settings("127.0.0.1", 0, Set.of(), Duration.ofMillis(100)), routes.all(), 1);
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.close();
        vertx.close().await();
    }

    @Test
    void refusesABodyThatDoesNotComeAndClosesTheConnection() throws IOException {
        assertThat(raw("POST /write HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"))
                .startsWith("HTTP/1.1 503")
                .contains("urn:belay:problem:timed-out");
    }

    @Test
    void answersForAHandlerThatDoesNotEnd() throws IOException {
        assertThat(raw("GET /stuck HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503")
                .contains("urn:belay:problem:timed-out");
    }

    private Answer waiting() {
        try {
            released.await();
            return Answer.empty(204);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
