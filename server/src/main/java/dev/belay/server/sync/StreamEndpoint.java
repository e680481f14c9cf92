package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.access.KeyKind;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.fleet.Presence;
import dev.belay.server.http.Call;
import dev.belay.server.http.EventLoopHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers {@code GET /sdk/v1/stream}. */
final class StreamEndpoint implements EventLoopHandler {
    /** Whom the rules of a flag set may be shown. */
    static final Set<KeyKind> READERS = Set.of(KeyKind.SERVER, KeyKind.REPLICA);

    private static final int LONGEST_INSTANCE = 200;

    // A comment: sent at once, it tells the receiver and whatever is in between that the stream is open.
    private static final Buffer OPENING = Buffer.buffer(": belay\n\n");

    private final Access access;
    private final FlagSetFeeds feeds;
    private final Fleet fleet;

    StreamEndpoint(Access access, FlagSetFeeds feeds, Fleet fleet) {
        this.access = access;
        this.feeds = feeds;
        this.fleet = fleet;
    }

    @Override
    public void handle(Call call) {
        Credential.FlagSetKey key = access.key(call, READERS);
        LedgerId flagSet = LedgerId.flagSet(key.project(), key.environment());
        @Nullable
        Position lastSeen =
                call.header("last-event-id").map(StreamEndpoint::position).orElse(null);
        feeds.find(flagSet, call.context(), feed -> call.guarded(() -> open(call, feed, lastSeen)), call::refuse);
    }

    private void open(Call call, FlagSetFeed feed, @Nullable Position lastSeen) {
        HttpServerResponse response = call.response();
        if (response.closed()) {
            return;
        }
        // Once more: one that was revoked meanwhile may have ended its streams before this one is among them.
        Credential.FlagSetKey key = access.key(call, READERS);
        response.putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store, no-transform")
                .putHeader("x-accel-buffering", "no")
                .setChunked(true);
        if (call.request().method().equals(HttpMethod.HEAD)) {
            var _ = response.end();
            return;
        }
        var _ = response.write(OPENING);
        StreamGroup group = feed.groupOn(call.context());
        LedgerId flagSet = LedgerId.flagSet(key.project(), key.environment());
        Presence presence = fleet.arrived(flagSet, instance(call), call.address());
        EventStream stream = new EventStream(response, group, new EventStream.Receiver(key, presence), lastSeen);
        response.closeHandler(_ -> group.remove(stream));
        response.exceptionHandler(_ -> group.remove(stream));
        call.request().connection().shutdownHandler(_ -> stream.end());
        group.add(stream);
    }

    private static @Nullable String instance(Call call) {
        return call.header("belay-instance")
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_INSTANCE)
                .orElse(null);
    }

    private static @Nullable Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
