package dev.belay.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The connection beside the stream, for snapshots and reports: opened when it is needed and kept, as the SDK's HTTP
 * client does. Confined to its loop.
 */
final class Requests {

    private final Loop loop;
    private final URI server;
    private final String serverKey;
    private @Nullable HttpClientConnection kept;

    Requests(Loop loop, URI server, String serverKey) {
        this.loop = loop;
        this.server = server;
        this.serverKey = serverKey;
    }

    /** The whole answer to a request without a body. */
    Future<Answer> get(String path) {
        return connection()
                .compose(connection -> connection.request(options(HttpMethod.GET, path)))
                .compose(HttpClientRequest::send)
                .compose(Requests::whole);
    }

    Future<Answer> post(String path, Buffer body) {
        return connection()
                .compose(connection -> connection.request(
                        options(HttpMethod.POST, path).putHeader("Content-Type", "application/json")))
                .compose(request -> request.send(body))
                .compose(Requests::whole);
    }

    /** A connection of its own, which is not kept. */
    Future<HttpClientResponse> stream(String instance, @Nullable String lastEventId) {
        RequestOptions options = options(HttpMethod.GET, "/sdk/v1/stream")
                .putHeader("Accept", "text/event-stream")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Belay-Instance", instance);
        if (lastEventId != null) {
            options.putHeader("Last-Event-ID", lastEventId);
        }
        return open().compose(connection -> connection.request(options)).compose(HttpClientRequest::send);
    }

    /** A status and a body. */
    record Answer(int status, Buffer body, HttpClientResponse response) {}

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body, response));
    }

    private Future<HttpClientConnection> connection() {
        return kept == null ? open().onSuccess(this::keep) : Future.succeededFuture(kept);
    }

    private void keep(HttpClientConnection opened) {
        kept = opened;
        opened.closeHandler(_ -> kept = opened.equals(kept) ? null : kept);
    }

    private Future<HttpClientConnection> open() {
        HttpConnectOptions where =
                new HttpConnectOptions().setHost(server.getHost()).setPort(server.getPort());
        // A closed client throws instead of failing.
        return Future.succeededFuture(where).compose(loop.client()::connect);
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setURI(path)
                .putHeader("User-Agent", "Java-http-client/25")
                .putHeader("Accept-Encoding", "gzip")
                .putHeader("Authorization", "Bearer " + serverKey);
    }
}
