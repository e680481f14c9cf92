package dev.belay.server.sinks.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final String EVENT = "e:1/flag/a";

    private final ManualClock clock = ManualClock.standing();
    private final AtomicLong nanos = new AtomicLong();
    private final Attempts attempts = new Attempts(Duration.ofHours(24), clock, nanos::get);
    private Cursor cursor = new Cursor(
            "s",
            LedgerId.flagSet("shop", "production"),
            new Position("e", 0),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty());

    @Test
    void anEventThatWasTriedForLongEnoughIsUndeliverable() {
        fail(EVENT);
        pass(Duration.ofHours(23));
        assertThat(fail(EVENT).blocked()).isFalse();
        pass(Duration.ofHours(1));

        assertThat(fail(EVENT)).satisfies(trouble -> {
            assertThat(trouble.blocked()).isTrue();
            assertThat(trouble.attempts()).isEqualTo(3);
        });
    }

    @Test
    void aClockThatJumpsAheadGivesNothingUp() {
        fail(EVENT);
        clock.advance(Duration.ofDays(365));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(fail(EVENT).blocked()).isFalse();
    }

    @Test
    void aNodeThatTakesOverWithAnotherClockGivesNothingUp() {
        fail(EVENT);
        clock.advance(Duration.ofDays(2));
        Attempts other = new Attempts(Duration.ofHours(24), clock, () -> Long.MAX_VALUE);

        assertThat(other.failed(cursor, EVENT, failure(false)).blocked()).isFalse();
    }

    @Test
    void whatWasTriedBeforeATakeoverCounts() {
        fail(EVENT);
        pass(Duration.ofHours(20));
        fail(EVENT);
        Attempts other = new Attempts(Duration.ofHours(24), clock, nanos::get);
        cursor = cursor.with(other.failed(cursor, EVENT, failure(false)));
        pass(Duration.ofHours(4));

        assertThat(other.failed(cursor, EVENT, failure(false)).blocked()).isTrue();
    }

    @Test
    void anotherEventBeginsAnew() {
        fail(EVENT);
        pass(Duration.ofHours(30));

        assertThat(fail("e:1/flag/b").blocked()).isFalse();
    }

    @Test
    void whatIsRefusedForGoodIsUndeliverableAtOnce() {
        assertThat(attempts.failed(cursor, EVENT, failure(true)).blocked()).isTrue();
    }

    private Cursor.Trouble fail(String event) {
        Cursor.Trouble trouble = attempts.failed(cursor, event, failure(false));
        cursor = cursor.with(trouble);
        return trouble;
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private static DeliveryException failure(boolean refused) {
        return new DeliveryException(0, refused, "no", null);
    }
}
