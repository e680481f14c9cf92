package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects a body of bounded size. What is over the limit is answered at once; the rest of it is read and dropped, up
 * to a bound, because closing a connection with unread bytes would take the answer away from the client.
 *
 * <p><b>Thread-safety:</b> confined to the call's event loop.
 */
final class BodyReader {

    private static final int DROPPED_AT_MOST = 64 * 1024 * 1024;

    private final Call call;
    private final int limit;
    private Buffer collected = Buffer.buffer();
    private long received;
    private boolean refused;

    private BodyReader(Call call, int limit) {
        this.call = call;
        this.limit = limit;
    }

    static void read(Call call, int limit, Consumer<byte[]> whole) {
        BodyReader reader = new BodyReader(call, limit);
        HttpServerRequest request = call.request();
        request.handler(reader::take);
        request.endHandler(_ -> reader.finish(whole));
        if (announced(call).filter(length -> length > limit).isPresent()) {
            reader.refuse();
        } else if (call.header("expect")
                .filter("100-continue"::equalsIgnoreCase)
                .isPresent()) {
            call.response().writeContinue();
        }
    }

    private static Optional<Long> announced(Call call) {
        try {
            return call.header("content-length").map(Long::parseLong);
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }

    private void take(Buffer chunk) {
        received += chunk.length();
        if (isAnswered()) {
            drop();
        } else if (received > limit) {
            refuse();
        } else {
            collected.appendBuffer(chunk);
        }
    }

    private void refuse() {
        refused = true;
        collected = Buffer.buffer();
        String detail = "The body is larger than " + limit + " bytes, which is the limit here; send less, or split it";
        Violation violation = Violation.of("", detail, "at most " + limit + " bytes");
        call.refuse(new RefusedException(ProblemName.TOO_LARGE, detail, List.of(violation), Map.of()));
    }

    // A body that takes too long is answered while it still comes.
    private boolean isAnswered() {
        return refused || call.response().ended();
    }

    private void drop() {
        collected = Buffer.buffer();
        if (received > limit + (long) DROPPED_AT_MOST) {
            call.request().connection().close();
        }
    }

    private void finish(Consumer<byte[]> whole) {
        if (!isAnswered()) {
            call.guarded(() -> whole.accept(collected.getBytes()));
        }
    }
}
