package dev.belay.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTimesTest {

    @Test
    void isExactForShortTimes() {
        DeliveryTimes times = new DeliveryTimes();
        LongStream.rangeClosed(1, 10).forEach(times::record);

        assertThat(times.percentile(0.5)).isEqualTo(5);
        assertThat(times.percentile(0.99)).isEqualTo(10);
        assertThat(times.count()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 17, 100, 999, 4_711, 86_400_000, (1L << 30) - 1})
    void isAtMostASixteenthOffForLongOnes(long millis) {
        DeliveryTimes times = new DeliveryTimes();
        times.record(millis);
        times.record(millis * 3);

        assertThat(times.percentile(0.5)).isCloseTo(millis, offset(millis)).isGreaterThanOrEqualTo(millis);
    }

    @Test
    void addsUpAsIfEverythingHadBeenInOne() {
        Random random = new Random(7);
        DeliveryTimes one = new DeliveryTimes();
        DeliveryTimes other = new DeliveryTimes();
        DeliveryTimes whole = new DeliveryTimes();
        for (int each = 0; each < 10_000; each++) {
            long millis = (long) Math.exp(random.nextDouble() * 12);
            (each % 3 == 0 ? one : other).record(millis);
            whole.record(millis);
        }
        one.add(other);

        assertThat(one.buckets()).isEqualTo(whole.buckets());
        assertThat(one.count()).isEqualTo(10_000);
        assertThat(one.last()).isEqualTo(whole.last());
    }

    @Test
    void takesAnEternityForTheLongestTime() {
        DeliveryTimes times = new DeliveryTimes();
        times.record(Long.MAX_VALUE);
        times.record(-5);

        assertThat(times.last()).isEqualTo((1L << 30) - 1);
        assertThat(times.percentile(0.5)).isZero();
        assertThat(times.buckets()).containsKey(DeliveryTimes.lastBucket());
    }

    private static Offset<Long> offset(long millis) {
        return within(millis / 16 + 1);
    }
}
