package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.UnreliableJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on a storage that tells them nothing itself. */
class RedisNewsChannelTest {

    private static final Logger LOG = Logger.getLogger("dev.belay.store");
    private static final int CHANGES = 15;

    @TempDir
    Path folder;

    private final InMemoryJournal journal = InMemoryJournal.shared();
    private RedisProcess server;
    private LedgerStore here;
    private LedgerStore there;

    @BeforeEach
    void start() {
        LOG.setLevel(Level.OFF);
        // As little as it is for: nothing is kept.
        server = RedisProcess.bundled(folder, "--appendonly", "no");
        here = open(journal);
        there = open(journal.another());
        Sample.create(here);
        Awaited.until(() -> there.exists(Sample.PRODUCTION));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        server.close();
        LOG.setLevel(null);
    }

    @Test
    void bringsNewsAtOnceAndNeverLaterThanALookWhenTheServerIsKilled() {
        Awaited.until(() -> millisUntilSeen() < 200);
        long[] told = millis();
        server.kill();
        long[] looked = millis();
        server.start();
        Awaited.until(() -> millisUntilSeen() < 200);
        long[] toldAgain = millis();

        assertThat(median(told)).isLessThan(200);
        assertThat(median(looked)).isGreaterThan(median(told));
        assertThat(LongStream.of(looked).max().orElseThrow()).isLessThan(3_000);
        assertThat(median(toldAgain)).isLessThan(200);
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

    private static long median(long[] values) {
        return LongStream.of(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    private LedgerStore open(InMemoryJournal shared) {
        UnreliableJournal silent = new UnreliableJournal(shared);
        silent.sharing(Silent::new);
        return SerialLedgerStore.open(
                silent, Clock.systemUTC(), () -> UUID.randomUUID().toString(), RedisNewsChannel.on(server.settings()));
    }

    /** Shares, and tells nobody. */
    private record Silent(Sharing sharing) implements Sharing {

        @Override
        public Turn takeTurn() {
            return sharing.takeTurn();
        }

        @Override
        public Optional<Map<LedgerId, Standing>> news() {
            return sharing.news();
        }

        @Override
        public void watch(Runnable mayHaveAppended) {
            // That is what the channel is for.
        }
    }
}
