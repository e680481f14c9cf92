package dev.belay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComputationsTest {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 16;

    private final Computations computations = new Computations(AT_ONCE, WAITING);
    private final CountDownLatch started = new CountDownLatch(AT_ONCE);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(AT_ONCE + WAITING);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void runsFewAtATimeAndRefusesWhatWouldWaitForLong() throws InterruptedException {
        for (int at = 0; at < AT_ONCE + WAITING; at++) {
            computations.run(this::hold);
        }
        started.await();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> computations.run(this::hold))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(ProblemName.TOO_MANY_REQUESTS));

        goOn.countDown();
        ended.await();
        assertThat(most).hasValue(AT_ONCE);
    }

    @Test
    void leavesTheCarriersOfVirtualThreadsAlone() throws InterruptedException {
        AtomicInteger virtual = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);

        computations.run(() -> {
            virtual.set(Thread.currentThread().isVirtual() ? 1 : 0);
            asked.countDown();
        });

        asked.await();
        assertThat(virtual).hasValue(0);
    }

    private void hold() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        started.countDown();
        try {
            goOn.await();
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        underWay.decrementAndGet();
        ended.countDown();
    }
}
