package dev.belay.server.http;

import dev.belay.json.JsonLimits;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * Where features register what they answer.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time; the server reads it once, when it starts.
 */
public final class Routes {

    private final List<Route> all = new ArrayList<>();
    private final Management management;

    /** An empty list whose management routes ask {@code authentication} who is calling. */
    public Routes(Authentication authentication) {
        management = new Management(authentication);
    }

    /** Adds a route whose handler runs on the event loop, looks after credentials itself and must never block. */
    public Routes eventLoop(HttpMethod method, String path, EventLoopHandler handler) {
        all.add(new Route(method, path, handler));
        return this;
    }

    /** Adds a management route that reads; its handler runs on a virtual thread and gets no body. */
    public Routes read(String path, BlockingHandler handler) {
        return eventLoop(HttpMethod.GET, path, management.withoutBody(handler));
    }

    /**
     * Adds a management route that reads, on a virtual thread, and then computes for long, on a thread that nothing
     * else waits for. Few such requests compute at a time, few wait for their turn, and the others are refused.
     */
    public Routes compute(String path, ComputingHandler handler) {
        return eventLoop(HttpMethod.GET, path, management.computing(handler));
    }

    /** Adds a management route that deletes; its handler runs on a virtual thread and gets no body. */
    public Routes delete(String path, BlockingHandler handler) {
        return eventLoop(HttpMethod.DELETE, path, management.withoutBody(handler));
    }

    /** Adds a management route that takes a JSON body; its handler runs on a virtual thread. */
    public Routes write(HttpMethod method, String path, JsonLimits limits, BlockingHandler handler) {
        return eventLoop(method, path, management.withBody(limits, handler));
    }

    /**
     * Adds a management route by POST that takes a JSON body which may be large; few requests may bring more than the
     * usual at a time. Its handler runs on a virtual thread.
     *
     * @param gate asked before a byte of the body is read
     */
    public Routes changeSet(String path, UploadGate gate, BlockingHandler handler) {
        return eventLoop(HttpMethod.POST, path, management.withLargeBody(JsonLimits.CHANGE_SET, gate, handler));
    }

    /**
     * Adds a management route that takes a large body of any media type, which few requests may bring at a time; its
     * handler runs on a virtual thread.
     *
     * @param gate asked before a byte of the body is read
     */
    public Routes upload(HttpMethod method, String path, int limit, UploadGate gate, BlockingHandler handler) {
        return eventLoop(method, path, management.withUpload(limit, gate, handler));
    }

    /** Adds a route that needs no credential, whose handler runs on a virtual thread and gets no body. */
    public Routes open(HttpMethod method, String path, BlockingHandler handler) {
        return eventLoop(method, path, management.open(handler));
    }

    /** Adds a management route by POST with the usual limits of a body. */
    public Routes post(String path, BlockingHandler handler) {
        return write(HttpMethod.POST, path, JsonLimits.DEFAULT, handler);
    }

    /** All routes in the order of their addition. */
    public List<Route> all() {
        return List.copyOf(all);
    }
}
