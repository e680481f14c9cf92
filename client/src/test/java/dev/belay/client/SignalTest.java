package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.source.Signal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignalTest {

    @Test
    void reactsToWhatCameBetweenItsReactionAndTheConditionBeforeItAnswers() {
        Signal signal = new Signal();
        AtomicInteger state = new AtomicInteger();
        AtomicInteger view = new AtomicInteger();
        signal.before(() -> view.set(state.get()));

        boolean held = signal.await(() -> state.incrementAndGet() > 0, Duration.ofSeconds(30));

        assertThat(held).isTrue();
        assertThat(view).hasValue(1);
    }
}
