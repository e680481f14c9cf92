package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.serial.OutrunException;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.UnreliableJournal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stores that append as fast as they can, and how often in a row one of them is outrun. */
class RedisTurnsTest {

    @RegisterExtension
    static final SharedRedis REDIS = SharedRedis.BUNDLED;

    private static final int WRITERS = 3;
    private static final int CHANGES = 60;

    private final RedisSettings settings = REDIS.newSettings();
    private final AtomicInteger most = new AtomicInteger();
    private final List<LedgerStore> stores =
            Stream.generate(this::open).limit(2).toList();

    @AfterEach
    void close() {
        stores.forEach(LedgerStore::close);
    }

    @Test
    void whoeverIsOutrunGoesFirst() {
        Sample.create(stores.get(0));

        CompletableFuture.allOf(IntStream.range(0, WRITERS * stores.size())
                        .mapToObj(writer ->
                                CompletableFuture.runAsync(() -> hammer(writer), task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(most).as("times in a row that one was outrun").hasPositiveValue();
        // The first time tells that there is somebody, and what the other had begun by then is the second.
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void aClaimWhoseOwnerHasDiedIsOutlived() {
        Sample.create(stores.get(0));
        REDIS.claimTurn(settings);

        Sample.put(stores.get(1), "flag", 1);

        assertThat(Sample.revision(stores.get(1))).isEqualTo(1);
    }

    private void hammer(int writer) {
        for (int change = 0; change < CHANGES; change++) {
            Sample.put(stores.get(writer % stores.size()), "flag-" + writer, change);
        }
    }

    private LedgerStore open() {
        UnreliableJournal journal = new UnreliableJournal(new RedisJournal(settings));
        InARow inARow = new InARow();
        journal.writing((write, batch) -> {
            try {
                write.accept(batch);
                inARow.end();
            } catch (OutrunException others) {
                most.accumulateAndGet(inARow.count(), Math::max);
                throw others;
            }
        });
        return SerialLedgerStore.open(journal, InstantSource.system(), new Epochs());
    }

    /** How often one store is outrun, each time while it can still have the claim that it made the time before. */
    private static final class InARow {
        private int times;
        private long last = System.nanoTime();

        int count() {
            long now = System.nanoTime();
            times = now - last < RedisTurns.LIFETIME.toNanos() ? times + 1 : 1;
            last = now;
            return times;
        }

        void end() {
            times = 0;
        }
    }
}
