package dev.belay.client.stream;

import dev.belay.client.http.Download;
import dev.belay.client.http.Endpoint;
import dev.belay.client.http.Exchange;
import dev.belay.client.http.UnexpectedAnswerException;
import dev.belay.client.http.Watchdog;
import dev.belay.client.source.Digest;
import dev.belay.client.source.Known;
import dev.belay.client.source.Snapshots;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the server: its stream, and its snapshots.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time, but for {@link #abort}, which any thread may call.
 */
final class Connection {

    private static final String SHA_256 = "[0-9a-f]{64}";

    private final Endpoint endpoint;
    private final Watchdog watchdog;
    private final Chunks chunks;
    private final String instance;

    /** @param instance whose stream it is */
    Connection(Endpoint endpoint, Watchdog watchdog, String instance) {
        this.endpoint = endpoint;
        this.instance = instance;
        this.watchdog = watchdog;
        this.chunks = new Chunks(endpoint, watchdog);
    }

    void start() {
        watchdog.start();
    }

    void abort() {
        watchdog.abort();
    }

    /**
     * Opens the stream.
     *
     * @param after the position to go on from, or null to begin with a snapshot
     */
    Exchange stream(@Nullable String after) throws IOException, InterruptedException {
        HttpRequest.Builder request = endpoint.request("/sdk/v1/stream")
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-cache")
                .header("Belay-Instance", instance);
        if (after != null) {
            request.header("Last-Event-ID", after);
        }
        Exchange exchange = endpoint.open(request.build(), watchdog);
        try {
            check(exchange);
            return exchange;
        } catch (IOException unusable) {
            exchange.close();
            throw unusable;
        }
    }

    private static void check(Exchange exchange) throws IOException {
        if (exchange.status() != 200) {
            throw UnexpectedAnswerException.of(exchange);
        }
        String type = exchange.headers().firstValue("Content-Type").orElse("nothing");
        if (!type.startsWith("text/event-stream")) {
            throw new ProtocolException("The server answers with " + type + " instead of a stream of events");
        }
    }

    /** What completes documents that name chunks of members. */
    Chunks chunks() {
        return chunks;
    }

    /** Fetches the newest snapshot. */
    Known newestSnapshot() throws IOException, InterruptedException {
        Download download = endpoint.download("/sdk/v1/snapshot", Snapshots.LIMIT, watchdog);
        String path = download.address().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return chunks.complete(read(download, name.matches(SHA_256) ? name : null));
    }

    /** Fetches the snapshot that the server has named, or the newest one if it is gone already. */
    Known snapshot(Verdict.SnapshotNamed named) throws IOException, InterruptedException {
        try {
            return chunks.complete(read(endpoint.download(named.url(), Snapshots.LIMIT, watchdog), named.hash()));
        } catch (UnexpectedAnswerException answer) {
            if (answer.isAbsence()) {
                return newestSnapshot();
            }
            throw answer;
        } catch (MissingMembersException missing) {
            if (missing.isGone()) {
                return newestSnapshot();
            }
            throw missing;
        }
    }

    private static Known read(Download download, @Nullable String hash) throws ProtocolException {
        if (hash != null && !hash.equals(Digest.hex(download.bytes()))) {
            throw new ProtocolException("The snapshot does not have the hash " + hash + " that it is known by");
        }
        try {
            return Snapshots.read(download.bytes());
        } catch (RuntimeException invalid) {
            throw new ProtocolException("The snapshot cannot be read: " + invalid.getMessage(), invalid);
        }
    }
}
