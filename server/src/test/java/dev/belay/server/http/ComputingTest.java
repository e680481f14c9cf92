package dev.belay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.Scope;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes a processor for long waits for nothing but a processor. */
@Timeout(60)
class ComputingTest {

    private static final Principal ADA =
            new Principal(Principal.TOKEN, "t-1", "ada", Set.of(Permission.READ), Scope.EVERYWHERE);

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore waiting = new Semaphore(0);
    private final Semaphore mayGoOn = new Semaphore(0);
    private final WebServer server = start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        mayGoOn.release(1_000);
        client.shutdownNow();
        server.close();
        vertx.close().await();
    }

    @Test
    void isNotHeldUpByRequestsThatWaitForWhatTheyRead() throws InterruptedException {
        // More than compute at a time and wait for their turn, together.
        int many = Runtime.getRuntime().availableProcessors() + 20;
        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int each = 0; each < many; each++) {
            held.add(get("/compute?wait=yes"));
        }
        waiting.acquire(many);

        assertThat(get("/compute").join().body()).isEqualTo("{\"carried\":false}");
        assertThat(held).noneMatch(CompletableFuture::isDone);
    }

    private Supplier<Answer> prepare(Request request) {
        if (request.query("wait").isPresent()) {
            waiting.release();
            mayGoOn.acquireUninterruptibly();
        }
        return () -> Answer.json(new Structure()
                .with("carried", Thread.currentThread().isVirtual())
                .value());
    }

    private WebServer start() {
        Routes routes = new Routes(_ -> ADA).compute("/compute", this::prepare);
        WebServer.Settings settings = new WebServer.Settings("127.0.0.1", 0, Set.of(), Duration.ofMinutes(1));
        try {
            return WebServer.start(vertx, settings, routes.all(), 1);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
