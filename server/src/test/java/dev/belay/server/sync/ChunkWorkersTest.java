package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunkWorkersTest {

    private final ChunkWorkers workers = new ChunkWorkers(2, 1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);

    @AfterEach
    void close() {
        over.countDown();
        workers.close();
    }

    @Test
    void refusesWhatNobodyCanDoSoon() throws InterruptedException {
        workers.execute(this::work);
        workers.execute(this::work);
        begun.acquire(2);
        workers.execute(this::work);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> workers.execute(this::work))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.TOO_MANY_REQUESTS));
        assertThat(begun.availablePermits()).as("no more than two at a time").isZero();

        over.countDown();
        begun.acquire();
    }

    @Test
    void saysThatTheServerStops() {
        workers.close();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> workers.execute(this::work))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.STORE_UNAVAILABLE));
    }

    private void work() {
        begun.release();
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
