package dev.belay.server.sync;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads an event stream as any client would, with nothing but HTTP. */
final class StreamReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final StreamEvent END = new StreamEvent("end", "", "{}");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();

    private StreamReader(URI uri, String key, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread.ofVirtual().start(this::read);
    }

    static StreamReader open(URI uri, String key) {
        return open(uri, key, null);
    }

    static StreamReader open(URI uri, String key, @Nullable String lastEventId) {
        return lastEventId == null ? with(uri, key) : with(uri, key, "Last-Event-ID", lastEventId);
    }

    /** The stream of an instance. */
    static StreamReader of(URI uri, String key, String instance) {
        return with(uri, key, "Belay-Instance", instance);
    }

    private static StreamReader with(URI uri, String key, String... headers) {
        try {
            return new StreamReader(uri, key, headers);
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("The stream could not be opened", failure);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next event that is no heartbeat. */
    StreamEvent next() {
        return next(event -> !event.is("heartbeat"));
    }

    /** The next event, whichever it is. */
    StreamEvent any() {
        return next(event -> true);
    }

    // One limit for all, because heartbeats would come for ever.
    private StreamEvent next(Predicate<StreamEvent> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                StreamEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("Nothing that was waited for came within " + PATIENCE);
                }
                if (wanted.test(event)) {
                    return event;
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The next frame, up to its {@code commit}; a {@code snapshot} is a frame by itself. */
    List<StreamEvent> frame() {
        List<StreamEvent> frame = new ArrayList<>();
        do {
            frame.add(next());
        } while (!frame.getLast().is("commit")
                && !frame.getLast().is("snapshot")
                && !frame.getLast().equals(END));
        return frame;
    }

    /** Waits until the server has ended the stream. */
    void awaitEnd() {
        next(END::equals);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void read() {
        try (InputStream bytes = response.body()) {
            Lines lines = new Lines(bytes);
            String line = lines.next();
            while (line != null) {
                lines.take(line, events);
                line = lines.next();
            }
        } catch (IOException _) {
            // The end of the stream, one way or the other.
        }
        events.add(END);
    }

    /** Puts lines together to events. */
    private static final class Lines {
        private final java.io.BufferedReader reader;
        private String name = "";
        private String id = "";
        private String data = "";

        Lines(InputStream bytes) {
            reader = new java.io.BufferedReader(new java.io.InputStreamReader(bytes, StandardCharsets.UTF_8));
        }

        @Nullable
        String next() throws IOException {
            return reader.readLine();
        }

        void take(String line, BlockingQueue<StreamEvent> events) {
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !name.isEmpty()) {
                events.add(new StreamEvent(name, id, data));
                name = "";
                id = "";
                data = "";
            }
        }
    }
}
