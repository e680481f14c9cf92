package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
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
    private final Size size;
    private Buffer collected = Buffer.buffer();
    private long received;
    private boolean refused;
    private boolean large;

    /**
     * How long a body may be.
     *
     * @param limit   the most bytes that are taken
     * @param small   of bodies that are longer, the reader is told first
     * @param onLarge run once for such a body, before more of it is kept; what it throws refuses the body
     */
    record Size(int limit, int small, Runnable onLarge) {

        static Size upTo(int limit) {
            return new Size(limit, limit, () -> {});
        }
    }

    private BodyReader(Call call, Size size) {
        this.call = call;
        this.size = size;
    }

    static void read(Call call, Size size, Consumer<byte[]> whole) {
        BodyReader reader = new BodyReader(call, size);
        HttpServerRequest request = call.request();
        request.handler(reader::take);
        request.endHandler(_ -> reader.finish(whole));
        long announced = announced(call);
        if (announced > size.limit()) {
            reader.refuse();
            return;
        }
        reader.reaches(announced);
        if (reader.isAnswered()) {
            return;
        }
        if (call.header("expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            call.response().writeContinue();
        }
    }

    /** The length that a call says its body has; 0 if it says none. */
    private static long announced(Call call) {
        try {
            return call.header("content-length").map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    private void take(Buffer chunk) {
        received += chunk.length();
        if (received > size.limit() && !isAnswered()) {
            refuse();
        }
        reaches(received);
        if (isAnswered()) {
            drop();
        } else {
            collected.appendBuffer(chunk);
        }
    }

    private void reaches(long length) {
        if (length > size.small() && !large && !isAnswered()) {
            large = true;
            call.guarded(size.onLarge());
        }
    }

    private void refuse() {
        refused = true;
        collected = Buffer.buffer();
        String detail =
                "The body is larger than " + size.limit() + " bytes, which is the limit here; send less, or split it";
        Violation violation = Violation.of("", detail, "at most " + size.limit() + " bytes");
        call.refuse(new RefusedException(ProblemName.TOO_LARGE, detail, List.of(violation), Map.of()));
    }

    // A body that takes too long is answered while it still comes.
    private boolean isAnswered() {
        return refused || call.response().ended() || call.response().closed();
    }

    private void drop() {
        collected = Buffer.buffer();
        if (received > size.limit() + (long) DROPPED_AT_MOST) {
            call.request().connection().close();
        }
    }

    private void finish(Consumer<byte[]> whole) {
        if (!isAnswered()) {
            call.guarded(() -> whole.accept(collected.getBytes()));
        }
    }
}
