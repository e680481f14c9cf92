package dev.belay.server.sync;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;

/** Answers {@code GET /sdk/v1/snapshot} and {@code GET /sdk/v1/snapshots/{hash}}. */
final class SnapshotEndpoint {
    static final String FOR_GOOD = "private, immutable, max-age=31536000";

    private final Access access;
    private final LedgerStore store;
    private final Snapshots snapshots;
    private final PastSnapshots past;

    SnapshotEndpoint(Access access, LedgerStore store, Snapshots snapshots, PastSnapshots past) {
        this.access = access;
        this.store = store;
        this.snapshots = snapshots;
        this.past = past;
    }

    /** Leads to the snapshot of the head, or of the position that is asked for. */
    void redirect(Call call) {
        LedgerId flagSet = flagSet(call);
        LedgerState head = store.head(flagSet);
        Position wanted = call.query("at").map(SnapshotEndpoint::position).orElse(head.position());
        CompletableFuture<StoredSnapshot> found =
                wanted.equals(head.position()) ? snapshots.of(flagSet, head) : past.of(flagSet, wanted);
        call.answer(found.thenApply(snapshot -> Answer.empty(302).with("location", snapshot.url())));
    }

    /** Serves the snapshot with a hash. */
    void serve(Call call) {
        String hash = call.parameter("hash");
        LedgerId flagSet = flagSet(call);
        StoredSnapshot snapshot = snapshots
                .find(flagSet, hash)
                .or(() -> past.find(flagSet, hash))
                .orElseThrow(() -> new RefusedException(
                        ProblemName.SNAPSHOT_NOT_FOUND,
                        "There is no snapshot " + hash + " any more; ask /sdk/v1/snapshot for the newest one"));
        String tag = '"' + hash + '"';
        HttpServerResponse response = call.response();
        response.putHeader("etag", tag)
                .putHeader("cache-control", FOR_GOOD)
                .putHeader("vary", "accept-encoding, authorization");
        if (call.header("if-none-match").filter(value -> value.contains(tag)).isPresent()) {
            var _ = response.setStatusCode(304).end();
        } else {
            send(call, snapshot);
        }
    }

    private static void send(Call call, StoredSnapshot snapshot) {
        boolean zip = call.header("accept-encoding")
                .filter(SnapshotEndpoint::takesGzip)
                .isPresent();
        Buffer body = zip ? snapshot.zipped() : snapshot.plain();
        HttpServerResponse response = call.response();
        response.putHeader("content-type", "application/json")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("content-length", Integer.toString(body.length()));
        if (zip) {
            response.putHeader("content-encoding", "gzip");
        }
        var _ = call.request().method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
    }

    static boolean takesGzip(String accepted) {
        for (String coding : accepted.split(",", -1)) {
            String[] parts = coding.split(";", 2);
            boolean refused = parts.length > 1 && parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            if (parts[0].strip().equalsIgnoreCase("gzip") && !refused) {
                return true;
            }
        }
        return false;
    }

    private static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST, "The query parameter 'at' is wrong: " + malformed.getMessage());
        }
    }

    private LedgerId flagSet(Call call) {
        Credential.FlagSetKey key = access.key(call, StreamEndpoint.READERS);
        return LedgerId.flagSet(key.project(), key.environment());
    }
}
