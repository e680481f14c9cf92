package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.events.ChangeEvent;
import dev.belay.events.ChangeListener;
import dev.belay.events.ChangeReceiver;
import dev.belay.events.FlagSetEvent;
import dev.belay.events.Progress;
import dev.belay.testkit.Awaited;
import dev.belay.verification.server.RunningServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published by a real Redis server reaches whoever listens, and nobody else. */
class PublishedChangesTest {

    private static final String CHANNEL = "belay:changes";

    @TempDir
    private Path folder;

    private final List<Long> changed = new CopyOnWriteArrayList<>();
    private final List<Long> missed = new CopyOnWriteArrayList<>();
    private final ChangeReceiver receiver = new ChangeReceiver(
            new ChangeListener() {
                @Override
                public void changed(ChangeEvent event) {
                    changed.add(event.position().revision());
                }

                @Override
                public void missed(FlagSetEvent event) {
                    missed.add(event.position().revision());
                }
            },
            Progress.inMemory());

    @Test
    void whoListensIsToldInOrderAndWhoWasAwayNoticesTheGap() throws Exception {
        try (RedisBroker redis = RedisBroker.start();
                RunningServer server = RunningServer.start(folder, 0);
                RedisClient client = redis.client()) {
            SinkApi api = new SinkApi(server.address(), RunningServer.TOKEN);
            long first = api.createFlag("a") + 1;
            String sink = api.makeSink(redis.publishingTo(CHANNEL));

            long heard;
            try (var _ = listening(client)) {
                heard = api.write("a", 0, 30);
                api.awaitAnnounced(sink, heard);
                Awaited.until(() -> changed.size() + missed.size() >= 30);
            }
            List<Long> told = List.copyOf(changed);
            long unheard = api.write("a", 30, 32);
            api.awaitAnnounced(sink, unheard);
            long last;
            try (var _ = listening(client)) {
                last = api.write("a", 32, 33);
                Awaited.until(() -> missed.contains(unheard + 1));
            }

            assertThat(told)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(first, heard).boxed().toList());
            assertThat(missed).containsExactly(last);
        }
    }

    private StatefulRedisPubSubConnection<byte[], byte[]> listening(RedisClient client) {
        StatefulRedisPubSubConnection<byte[], byte[]> connection = client.connectPubSub(ByteArrayCodec.INSTANCE);
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] channel, byte[] event) {
                var _ = receiver.receive(event);
            }
        });
        connection.sync().subscribe(CHANNEL.getBytes(StandardCharsets.UTF_8));
        return connection;
    }
}
