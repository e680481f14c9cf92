package dev.belay.store.redis;

import dev.belay.json.LogLine;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Listens to what others tell on a channel, on a connection of its own, and connects again when that is cut. What is
 * missed meanwhile is found by looking.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; one thread of its own keeps the connection.
 */
final class RedisListener implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(2);

    private final RedisChannel channel;
    private final String node;
    private final Runnable heard;
    private final Runnable meanwhile;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "belay-redis-listener");
    private boolean cut;

    private RedisListener(RedisChannel channel, String node, Runnable heard, Runnable meanwhile) {
        this.channel = channel;
        this.node = node;
        this.heard = heard;
        this.meanwhile = meanwhile;
    }

    /**
     * Begins to listen; what {@code node} itself tells is passed over.
     *
     * @param meanwhile done on the same thread, about once a second while there is a connection
     */
    static RedisListener start(RedisChannel channel, String node, Runnable heard, Runnable meanwhile) {
        RedisListener listener = new RedisListener(channel, node, heard, meanwhile);
        listener.thread.setDaemon(true);
        listener.thread.start();
        return listener;
    }

    /** Stops listening; waits a moment for it. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(UNTIL_CLOSED.toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean on = true;
        while (on) {
            try {
                listen();
            } catch (RuntimeException failure) {
                complain(failure);
            }
            on = !isClosedWithin(BETWEEN_LOOKS);
        }
    }

    /** Once for each time that it is cut. */
    private void complain(RuntimeException failure) {
        if (!cut && closed.getCount() > 0) {
            String why = failure instanceof RedisException redis
                    ? channel.diagnosis().from(redis).getMessage()
                    : failure.toString();
            LOGGER.log(
                    Level.WARNING,
                    LogLine.of("store.listener-cut")
                            .with("message", String.valueOf(why))
                            .toString());
        }
        cut = true;
    }

    private void listen() {
        try (StatefulRedisPubSubConnection<String, byte[]> connection =
                channel.clients().listen()) {
            connection.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String from, byte[] who) {
                    if (!Bytes.text(who).equals(node)) {
                        heard.run();
                    }
                }
            });
            connection.sync().subscribe(channel.name());
            cut = false;
            meanwhile.run();
            heard.run();
            while (!isClosedWithin(BETWEEN_LOOKS)) {
                connection.sync().ping();
                meanwhile.run();
            }
        }
    }

    private boolean isClosedWithin(Duration length) {
        try {
            return closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyMayStopIt) {
            // Only closing does.
            return closed.getCount() == 0;
        }
    }
}
