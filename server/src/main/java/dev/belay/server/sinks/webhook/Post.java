package dev.belay.server.sinks.webhook;

import dev.belay.events.EventFormat;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Reach;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

/** One POST at a time to one address; redirects are not followed and answers are not read beyond their status. */
final class Post {

    static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 15_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final HttpClient client;
    private final Reach reach;
    private final URI url;
    private final Signature signature;

    Post(HttpClient client, Reach reach, String url, Signature signature) {
        this.client = client;
        this.reach = reach;
        this.url = URI.create(url);
        this.signature = signature;
    }

    /** The status that the receiver answers. */
    int send(Message message) throws Exception {
        Future<Integer> status = client.request(options())
                .compose(request -> {
                    request.putHeader("content-type", EventFormat.MEDIA_TYPE).putHeader("user-agent", "belay");
                    signature.headers(message).forEach(request::putHeader);
                    return request.send(Buffer.buffer(message.bytes()));
                })
                .map(Post::statusOf);
        return status.await(CONNECT_MILLIS + ANSWER_MILLIS + 1_000L, TimeUnit.MILLISECONDS);
    }

    // Whoever answers with more than a status has its connection closed instead of its answer read.
    private static int statusOf(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        if (!"0".equals(length) && response.statusCode() != 204) {
            response.request().connection().close();
        }
        return response.statusCode();
    }

    private RequestOptions options() throws UnknownHostException {
        boolean secure = url.getScheme().equals("https");
        int port = url.getPort() < 0 ? (secure ? HTTPS : HTTP) : url.getPort();
        String host = withoutBrackets(url.getHost());
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        port, reach.resolve(host).getHostAddress()))
                .setHost(host)
                .setPort(port)
                .setSsl(secure)
                .setURI(path())
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(CONNECT_MILLIS)
                .setIdleTimeout(ANSWER_MILLIS);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String path() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    void close() {
        client.close();
    }
}
