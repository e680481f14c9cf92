package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.ledger.LedgerId;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChunkWorkersTest {

    private static final LedgerId READY = LedgerId.flagSet("shop", "ready");
    private static final LedgerId BEHIND = LedgerId.flagSet("shop", "behind");
    private static final LedgerId ALSO_BEHIND = LedgerId.flagSet("shop", "also-behind");

    private final Set<LedgerId> ready = ConcurrentHashMap.newKeySet();
    private final ChunkWorkers workers = new ChunkWorkers(ready::contains, 2, 1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);

    @BeforeEach
    void begin() {
        ready.add(READY);
    }

    @AfterEach
    void close() {
        over.countDown();
        workers.close();
    }

    @Test
    void refusesWhatNobodyCanDoSoon() throws InterruptedException {
        workers.execute(READY, this::work);
        workers.execute(READY, this::work);
        begun.acquire(2);
        workers.execute(READY, this::work);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> workers.execute(READY, this::work))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.TOO_MANY_REQUESTS));
        assertThat(begun.availablePermits()).as("no more than two at a time").isZero();

        over.countDown();
        begun.acquire();
    }

    @Test
    @Timeout(60)
    void letsOneRequestAtATimeWaitForAnIndex() throws InterruptedException {
        workers.execute(BEHIND, this::work);
        workers.execute(BEHIND, this::work);
        begun.acquire();

        CountDownLatch done = new CountDownLatch(1);
        workers.execute(ALSO_BEHIND, done::countDown);
        done.await();
        assertThat(begun.availablePermits())
                .as("the second waits for the first")
                .isZero();

        over.countDown();
        begun.acquire();
    }

    @Test
    @Timeout(60)
    void goesOnWithAllThatWaitedForAnIndex() throws InterruptedException {
        CountDownLatch indexed = new CountDownLatch(1);
        CyclicBarrier both = new CyclicBarrier(2);
        CountDownLatch met = new CountDownLatch(2);
        workers.execute(BEHIND, () -> await(indexed));
        workers.execute(BEHIND, () -> meet(both, met));
        workers.execute(BEHIND, () -> meet(both, met));

        ready.add(BEHIND);
        indexed.countDown();

        met.await();
    }

    @Test
    void countsWhatWaitsForAnIndex() throws InterruptedException {
        workers.execute(BEHIND, this::work);
        workers.execute(BEHIND, this::work);
        workers.execute(BEHIND, this::work);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> workers.execute(READY, this::work))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.TOO_MANY_REQUESTS));

        over.countDown();
        begun.acquire(3);
    }

    @Test
    void saysThatTheServerStops() {
        workers.close();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> workers.execute(READY, this::work))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.STORE_UNAVAILABLE));
    }

    private void work() {
        begun.release();
        await(over);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void meet(CyclicBarrier both, CountDownLatch met) {
        try {
            both.await();
            met.countDown();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
