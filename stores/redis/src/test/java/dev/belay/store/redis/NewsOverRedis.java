package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.testkit.Awaited;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a channel is good for where the storage itself tells nobody of changes. */
abstract class NewsOverRedis {

    /** Held so that the level stays: the server is killed on purpose. */
    private static final Logger LOG = Logger.getLogger("dev.belay.store");

    private static final int CHANGES = 15;

    /** Stores look once a second; the rest is for a slow machine. */
    private static final long A_LOOK_AT_THE_LATEST = 15_000;

    @TempDir
    Path folder;

    private RedisProcess server;
    private LedgerStore here;
    private LedgerStore there;

    /** Opens one more store on this object's storage. */
    abstract LedgerStore open(NewsChannel channel);

    @BeforeEach
    final void start() {
        LOG.setLevel(Level.OFF);
        // As little as it is for: nothing is kept.
        server = RedisProcess.bundled(folder.resolve("redis"), "--appendonly", "no");
        here = open(RedisNewsChannel.on(server.settings()));
        there = open(RedisNewsChannel.on(server.settings()));
        Sample.create(here);
        Awaited.until(() -> there.exists(Sample.PRODUCTION));
    }

    @AfterEach
    final void stop() {
        here.close();
        there.close();
        server.close();
        LOG.setLevel(null);
    }

    @Test
    final void comesAtOnceAndNeverLaterThanALookWhenTheServerIsKilled() {
        Awaited.until(this::bothListen);
        long[] told = millis();
        server.kill();
        long[] looked = millis();
        server.start();
        Awaited.until(this::bothListen);
        long[] toldAgain = millis();

        assertThat(lowerQuartile(told)).isLessThan(median(looked) / 3);
        assertThat(LongStream.of(looked).max().orElseThrow()).isLessThan(A_LOOK_AT_THE_LATEST);
        assertThat(lowerQuartile(toldAgain)).isLessThan(median(looked) / 3);
    }

    private boolean bothListen() {
        return server.ask(redis -> redis.pubsubNumsub("{belay}:news")).get("{belay}:news") == 2;
    }

    private long[] millis() {
        return LongStream.range(0, CHANGES).map(each -> millisUntilSeen()).toArray();
    }

    private long millisUntilSeen() {
        long start = System.nanoTime();
        long revision = Sample.put(here, "basket", (int) (start % 100_000)).revision();
        Awaited.until(() -> Sample.revision(there) == revision);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** A busy machine holds up some; but without news all but the first take as long as from look to look. */
    private static long lowerQuartile(long[] values) {
        return quantile(values, values.length / 4);
    }

    private static long median(long[] values) {
        return quantile(values, values.length / 2);
    }

    private static long quantile(long[] values, int smaller) {
        return LongStream.of(values).sorted().skip(smaller).findFirst().orElseThrow();
    }
}
