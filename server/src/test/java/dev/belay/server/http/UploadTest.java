package dev.belay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large bodies are in memory two at a time, whatever their senders do. */
@Timeout(60)
class UploadTest {

    private static final String WHOLE =
            "PUT /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
    private static final String PART = "PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc";

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final Semaphore gone = new Semaphore(0);
    private volatile Permission permission = Permission.WRITE;
    private final BlockingQueue<Call> arriving = new LinkedBlockingQueue<>();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final WebServer server = start();

    @AfterEach
    void stop() {
        mayEnd.release(1_000);
        server.close();
        vertx.close().await();
    }

    @Test
    void keepsItsPlaceUntilItsHandlerEndsThoughTheSenderHasGone() throws Exception {
        try (Socket first = open(WHOLE);
                Socket second = open(WHOLE)) {
            begun.acquire(2);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
        gone.acquire(2);
        ask("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(ask(WHOLE)).startsWith("HTTP/1.1 429").contains("2 uploads are under way");

        mayEnd.release(1_000);
        assertThat(askUntilThereIsAPlace()).startsWith("HTTP/1.1 204");
    }

    @Test
    void givesItsPlaceBackWhenTheSenderGoesBeforeTheEnd() throws Exception {
        mayEnd.release(1_000);
        try (Socket first = open(PART);
                Socket second = open(PART)) {
            arriving.take();
            arriving.take();
            assertThat(ask(WHOLE)).startsWith("HTTP/1.1 429");
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }

        assertThat(askUntilThereIsAPlace()).startsWith("HTTP/1.1 204");
    }

    @Test
    void countsLargeChangeSetsAmongThemAndSmallOnesNot() throws Exception {
        mayEnd.release(1_000);
        try (Socket first = open(PART);
                Socket second = open(PART)) {
            arriving.take();
            arriving.take();
            assertThat(statusOf(change("Content-Length: 2000000"))).isEqualTo("HTTP/1.1 429");
            assertThat(statusOf(chunked("x".repeat(2_000_000)))).isEqualTo("HTTP/1.1 429");
            assertThat(statusOf(chunked("{}"))).isEqualTo("HTTP/1.1 204");
            assertThat(statusOf(change("Content-Length: 2") + "{}")).isEqualTo("HTTP/1.1 204");
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    void leavesThePlacesToThoseWhoMayWrite() throws Exception {
        permission = Permission.READ;
        try (Socket first = open(change("Content-Length: 2000000"));
                Socket second = open(change("Content-Length: 2000000"));
                Socket third = open(change("Transfer-Encoding: chunked"))) {
            for (Socket each : List.of(first, second, third)) {
                assertThat(status(each)).isEqualTo("HTTP/1.1 403");
            }
            permission = Permission.WRITE;
            mayEnd.release(1_000);

            assertThat(ask(WHOLE)).startsWith("HTTP/1.1 204");
            assertThat(statusOf(chunked("x".repeat(2_000_000)))).isEqualTo("HTTP/1.1 204");
        }
    }

    private static String chunked(String body) {
        return change("Transfer-Encoding: chunked") + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
    }

    private static String change(String header) {
        return "POST /change HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n";
    }

    @Test
    void asksForThePermissionBeforeTheBodyComes() throws IOException {
        permission = Permission.READ;

        try (Socket socket = open("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 403");
        }
        assertThat(begun.availablePermits()).isZero();
    }

    @Test
    void isNotHandledWhenTheAnswerHasGoneOut() throws Exception {
        mayEnd.release(1_000);
        try (Socket slow = open(PART)) {
            arriving.take().refuse(new RefusedException(ProblemName.TIMED_OUT, "That was too long"));
            assertThat(status(slow)).isEqualTo("HTTP/1.1 503");

            send(slow, "defghij" + WHOLE);

            assertThat(rest(slow)).contains("HTTP/1.1 204");
        }
        assertThat(handled).containsExactly("abc");
    }

    private WebServer start() {
        Routes routes = new Routes(_ -> principal())
                .upload(HttpMethod.PUT, "/upload", 10, this::check, this::handle)
                .changeSet("/change", this::check, this::handle);
        WebServer.Settings settings = new WebServer.Settings("127.0.0.1", 0, Set.of(), Duration.ofMinutes(1));
        try {
            return WebServer.start(vertx, settings, routes.all(), 1);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Principal principal() {
        return new Principal(Principal.TOKEN, "t-1", "ada", Set.of(permission), Scope.EVERYWHERE);
    }

    private void check(Principal principal, Call call) {
        call.request().connection().closeHandler(_ -> gone.release());
        principal.require(Permission.WRITE, Scope.EVERYWHERE);
        arriving.add(call);
    }

    private Answer handle(Request request) {
        handled.add(new String(request.bytes(), StandardCharsets.US_ASCII));
        begun.release();
        mayEnd.acquireUninterruptibly();
        return Answer.empty(204);
    }

    private String askUntilThereIsAPlace() throws IOException {
        String answer = ask(WHOLE);
        while (answer.startsWith("HTTP/1.1 429")) {
            answer = ask(WHOLE);
        }
        return answer;
    }

    private Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        send(socket, request);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Of what is never sent whole, so that the connection stays open. */
    private String statusOf(String request) throws IOException {
        try (Socket socket = open(request)) {
            return status(socket);
        }
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private String ask(String request) throws IOException {
        try (Socket socket = open(request)) {
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
