package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an SDK does on the wire, without the SDK's threads: follows the stream, fetches snapshots, reports, and comes back
 * when the connection breaks. Confined to its loop but for {@link #open}.
 */
final class LightSdk implements Following.Receiver {

    private final Loop loop;
    private final String instance;
    private final Observations observations;
    private final Requests requests;
    private final Reports reports;
    private final Backoff backoff;
    private final Following following = new Following(this);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final @Nullable CheckedCopy copy;
    private @Nullable HttpConnection stream;
    private boolean fetching;
    private boolean live;
    private boolean ended;

    /** What comes before it is up to date for the first time is no news that it has waited for. */
    private boolean fresh = true;

    LightSdk(Loop loop, Requests requests, Observations observations, int number, boolean checked) {
        this.loop = loop;
        this.instance = Reports.instance(number);
        this.observations = observations;
        this.requests = requests;
        this.backoff = new Backoff(number);
        this.reports = new Reports(loop, requests, number);
        this.copy = checked ? new CheckedCopy() : null;
    }

    /** Begins to follow; may be called on any thread. */
    void open() {
        loop.run(() -> connect(false));
    }

    /** Lets the connection go at once and comes back as an SDK does, or as one that has been started anew. */
    void cut(boolean resume) {
        HttpConnection old = stream;
        stream = null;
        lost();
        if (old != null) {
            var _ = old.close();
        }
        if (!resume) {
            startAnew();
        }
        backoff.reset();
        loop.after(backoff.nextMillis(), () -> connect(resume));
    }

    private void startAnew() {
        following.forget();
        fresh = true;
    }

    void end() {
        ended = true;
        reports.end();
        if (stream != null) {
            var _ = stream.close();
        }
    }

    long reportsSent() {
        return reports.sent();
    }

    @Nullable
    Position position() {
        return following.position();
    }

    private void connect(boolean resume) {
        Position here = following.position();
        requests.stream(instance, resume && here != null ? here.toString() : null)
                .onSuccess(this::opened)
                .onFailure(_ -> retry(resume));
    }

    private void opened(HttpClientResponse response) {
        HttpConnection connection = response.request().connection();
        if (response.statusCode() != 200) {
            observations.refused(response.statusCode());
            var _ = connection.close();
            retry(true);
            return;
        }
        stream = connection;
        EventParser parser = new EventParser(loop.familiar(), this::take);
        response.handler(bytes -> {
            observations.received(bytes.length());
            parser.feed(bytes.getBytes());
        });
        response.exceptionHandler(_ -> broken(connection));
        response.endHandler(_ -> broken(connection));
    }

    private void broken(HttpConnection connection) {
        if (connection.equals(stream) && !ended) {
            stream = null;
            lost();
            observations.broken();
            retry(true);
        }
    }

    private void lost() {
        following.interrupted();
        waiting.clear();
        fetching = false;
        if (live) {
            live = false;
            observations.left();
        }
    }

    private void retry(boolean resume) {
        loop.after(backoff.nextMillis(), () -> connect(resume));
    }

    private void take(Event event) {
        if (fetching) {
            waiting.add(() -> read(event));
        } else {
            read(event);
        }
    }

    private void read(Event event) {
        try {
            following.accept(event);
            String wrong = copy == null ? null : copy.event(event.name(), event.data());
            if (wrong != null) {
                violation(wrong);
            }
        } catch (RuntimeException unreadable) {
            violation("an event cannot be read: " + unreadable);
        }
    }

    @Override
    public void snapshot(Position position, String url) {
        fetching = true;
        HttpConnection of = stream;
        requests.get(url)
                .onSuccess(answer -> {
                    if (Objects.equals(stream, of)) {
                        fetched(position, answer);
                    }
                })
                .onFailure(_ -> {
                    if (of != null) {
                        var _ = of.close();
                    }
                });
    }

    private void fetched(Position position, Requests.Answer answer) {
        if (answer.status() != 200) {
            violation("the snapshot at " + position + " is answered with " + answer.status());
        } else if (copy != null) {
            copy.adopt(unzipped(answer.body().getBytes()));
        }
        fetching = false;
        while (!fetching && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Override
    public void applied(Position position, String checksum) {
        if (fresh) {
            observations.checksum(position, checksum);
        } else {
            observations.applied(position, checksum);
        }
        reports.applied(position, checksum);
    }

    @Override
    public void confirmed(Position position, String checksum) {
        backoff.reset();
        fresh = false;
        observations.checksum(position, checksum);
        if (!live) {
            live = true;
            observations.joined();
            reports.applied(position, checksum);
        }
    }

    @Override
    public void violation(String sentence) {
        observations.violation(sentence);
    }

    private static byte[] unzipped(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
