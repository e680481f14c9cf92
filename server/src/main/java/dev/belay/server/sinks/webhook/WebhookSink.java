package dev.belay.server.sinks.webhook;

import dev.belay.server.sinks.delivery.Causes;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.delivery.Target;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
    public int deliver(List<Message> messages, BooleanSupplier goesOn) throws DeliveryException, InterruptedException {
        int delivered = 0;
        while (delivered < messages.size() && goesOn.getAsBoolean()) {
            int status = send(messages.get(delivered), delivered);
            if (status < 200 || status >= 300) {
                throw refused(status, delivered);
            }
            delivered++;
        }
        return delivered;
    }

    private int send(Message message, int delivered) throws DeliveryException, InterruptedException {
        try {
            return post.send(message);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            throw new DeliveryException(delivered, false, Causes.sentence(failure, _ -> Optional.empty()), failure);
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
