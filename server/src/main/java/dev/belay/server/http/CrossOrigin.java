package dev.belay.server.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of listed origins evaluate flags from a browser. Management is never open to other origins.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class CrossOrigin {

    private static final String SECONDS = "3600";

    private final Set<String> origins;

    CrossOrigin(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Adds what a browser asks for; says whether that was the whole answer, to a preflight request. */
    boolean answers(HttpServerRequest request, String path) {
        if (origins.isEmpty() || !concerns(path)) {
            return false;
        }
        @Nullable String origin = request.getHeader("origin");
        request.response().putHeader("vary", "origin");
        if (origin == null || !(origins.contains(origin) || origins.contains("*"))) {
            return false;
        }
        request.response()
                .putHeader("access-control-allow-origin", origin)
                .putHeader("access-control-expose-headers", "etag, retry-after");
        return isPreflight(request) && answerPreflight(request);
    }

    private static boolean concerns(String path) {
        return path.startsWith("/ofrep/") || path.startsWith("/sdk/");
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("access-control-request-method") != null;
    }

    private static boolean answerPreflight(HttpServerRequest request) {
        request.response()
                .putHeader("access-control-allow-methods", "GET, POST")
                .putHeader(
                        "access-control-allow-headers",
                        "authorization, content-type, if-none-match, x-api-key, last-event-id, traceparent, baggage")
                .putHeader("access-control-max-age", SECONDS)
                .setStatusCode(204)
                .end();
        return true;
    }
}
