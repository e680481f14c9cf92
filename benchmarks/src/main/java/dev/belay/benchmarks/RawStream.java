package dev.belay.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads the SDK stream as bytes and counts them. <b>Thread-safety:</b> safe for use by many threads. */
final class RawStream implements AutoCloseable {

    private final HttpClient http;
    private final InputStream body;
    private final StringBuilder seen = new StringBuilder();
    private long bytes;

    private RawStream(HttpClient http, InputStream body) {
        this.http = http;
        this.body = body;
    }

    static RawStream open(URI server, String serverKey) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<InputStream> answer = http.send(
                request(server, serverKey, "/sdk/v1/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        RawStream stream = new RawStream(http, answer.body());
        Thread.ofPlatform().daemon().start(stream::read);
        return stream;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Waits until an event, whether a frame's end or a snapshot to fetch, has led to a position. */
    void awaitPosition(String position) throws InterruptedException {
        await("\"position\":\"" + position + "\"");
    }

    /** Waits for an event. */
    void awaitEvent(String event) throws InterruptedException {
        await("event: " + event + "\n");
    }

    private synchronized void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (seen.indexOf(text) < 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The stream did not say '" + text + "'");
            }
            wait(1_000);
        }
    }

    /** The compressed size of the newest snapshot, if the stream told to fetch one after its first. */
    long snapshotBytes(URI server, String serverKey) throws IOException, InterruptedException {
        if (snapshots() < 2) {
            return 0;
        }
        HttpRequest request = request(server, serverKey, "/sdk/v1/snapshot")
                .header("Accept-Encoding", "gzip")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        body.close();
    }

    private synchronized long snapshots() {
        return seen.toString().lines().filter("event: snapshot"::equals).count();
    }

    private static HttpRequest.Builder request(URI server, String serverKey, String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + serverKey);
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            add(": closed");
        }
    }

    private synchronized void add(String line) {
        bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
        // Documents are counted but not kept.
        seen.append(line.length() > 1_000 ? line.substring(0, 1_000) : line).append('\n');
        notifyAll();
    }
}
