package dev.belay.verification.sdk;

import dev.belay.server.ReplicaApplication;
import dev.belay.server.http.WebServer;
import dev.belay.server.replica.Replica;
import dev.belay.testkit.Awaited;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A real replica of another server, in this process, and what tests ask it. */
final class RunningReplica implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ReplicaApplication application;

    private RunningReplica(ReplicaApplication application) {
        this.application = application;
    }

    /**
     * Starts with a copy in memory, on any port, and waits for it. It asks for keys so rarely that it learns of them by
     * the stream alone.
     */
    static RunningReplica of(URI upstream, String replicaKey) throws IOException {
        return inMemory(upstream, replicaKey, false);
    }

    /** As {@link #of}, and answers back ends at the position that their requests bring. */
    static RunningReplica trustingPins(URI upstream, String replicaKey) throws IOException {
        return inMemory(upstream, replicaKey, true);
    }

    private static RunningReplica inMemory(URI upstream, String replicaKey, boolean trustPins) throws IOException {
        return start(
                        new Replica.Settings(
                                upstream,
                                List.of(replicaKey),
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofHours(1),
                                trustPins),
                        0)
                .awaitReady();
    }

    /** Starts and waits for nothing. */
    static RunningReplica start(
            URI upstream, int port, String replicaKey, Optional<Path> folder, Optional<Duration> mostAge)
            throws IOException {
        return start(
                new Replica.Settings(upstream, List.of(replicaKey), folder, mostAge, Duration.ofMillis(50), false),
                port);
    }

    /** Starts with several keys and waits for a copy of each flag set. */
    static RunningReplica of(URI upstream, List<String> replicaKeys, Path folder) throws IOException {
        return start(
                        new Replica.Settings(
                                upstream,
                                replicaKeys,
                                Optional.of(folder),
                                Optional.of(Duration.ofSeconds(20)),
                                Duration.ofMillis(50),
                                false),
                        0)
                .awaitReady();
    }

    private static RunningReplica start(Replica.Settings settings, int port) throws IOException {
        return new RunningReplica(ReplicaApplication.start(
                settings, InstantSource.system(), new WebServer.Settings("127.0.0.1", port, Set.of())));
    }

    RunningReplica awaitReady() {
        Awaited.until(() -> get("/health/ready", "").statusCode() == 200);
        return this;
    }

    int port() {
        return application.port();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    HttpResponse<String> get(String path, String credential, String... headers) {
        return send("GET", path, credential, "", headers);
    }

    HttpResponse<String> send(String method, String path, String credential, String body, String... headers) {
        return send(http, URI.create(address() + path), method, credential, body, headers);
    }

    static HttpResponse<String> send(
            HttpClient http, URI address, String method, String credential, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Watched.PATIENCE)
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new IllegalStateException("There is no answer from " + address, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        application.close();
    }
}
