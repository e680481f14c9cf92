package dev.belay.server.sinks.webhook;

import dev.belay.server.sinks.delivery.Causes;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.Target;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.List;

/** Posts events one after another, each once the one before was answered with success. */
final class WebhookSink implements Sink {

    private static final int MOST = 20;
    private static final int GONE = 410;

    private final Post post;

    WebhookSink(Vertx vertx, InstantSource clock, Reach reach, Target target) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Post.CONNECT_MILLIS)
                .setMaxHeaderSize(1 << 14)
                .setKeepAliveTimeout(30);
        post = new Post(vertx.createHttpClient(options), reach, target.require("url"), new Signature(target, clock));
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void deliver(List<Message> messages) throws DeliveryException, InterruptedException {
        int delivered = 0;
        for (Message message : messages) {
            int status = send(message, delivered);
            if (status < 200 || status >= 300) {
                throw refused(status, delivered);
            }
            delivered++;
        }
    }

    private int send(Message message, int delivered) throws DeliveryException, InterruptedException {
        try {
            return post.send(message);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            throw new DeliveryException(delivered, false, Causes.sentence(failure), failure);
        }
    }

    private static DeliveryException refused(int status, int delivered) {
        String what = status >= 300 && status < 400
                ? "The receiver answered " + status + ", and redirects are not followed; set the address that it names"
                : "The receiver answered " + status;
        return new DeliveryException(delivered, status == GONE, what, null);
    }

    @Override
    public void close() {
        post.close();
    }
}
