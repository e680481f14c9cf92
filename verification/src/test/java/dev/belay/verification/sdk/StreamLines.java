package dev.belay.verification.sdk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An open stream as its lines, for what an SDK does not show.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class StreamLines implements AutoCloseable {

    /** What stands in for a line when the stream is over. */
    public static final String END = "(end)";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    StreamLines(URI server, String key, Optional<String> after) throws IOException, InterruptedException {
        this(
                request(server, key),
                after.map(position -> Map.of("Last-Event-ID", position)).orElse(Map.of()));
    }

    /** The stream of an instance, from the beginning. */
    public static StreamLines of(URI server, String key, String instance) throws IOException, InterruptedException {
        return new StreamLines(request(server, key), Map.of("Belay-Instance", instance));
    }

    private StreamLines(HttpRequest.Builder request, Map<String, String> headers)
            throws IOException, InterruptedException {
        headers.forEach(request::header);
        HttpResponse<Stream<String>> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.body().forEach(lines::add);
            } catch (RuntimeException cut) {
                // What ends the reading ends the stream.
            } finally {
                lines.add(END);
            }
        });
    }

    private static HttpRequest.Builder request(URI server, String key) {
        return HttpRequest.newBuilder(URI.create(server + "/sdk/v1/stream")).header("Authorization", "Bearer " + key);
    }

    /** All lines up to and including the first that begins so, or the end. */
    public List<String> until(String beginning) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        String line = "";
        while (!line.startsWith(beginning) && !line.equals(END)) {
            line = lines.poll(Watched.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("No line begins with " + beginning + ", only " + seen);
            }
            seen.add(line);
        }
        return seen;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
