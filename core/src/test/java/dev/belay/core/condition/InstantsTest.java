package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.Value;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.6Z, 2026-01-02T03:04:05.600Z",
        "2026-01-02T03:04:05.1234567899Z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05+23:59, 2026-01-01T03:05:05Z",
        "2026-01-02T03:04:05.5-00:30, 2026-01-02T03:34:05.500Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void areReadFromRfc3339(String text, Instant instant) {
        assertThat(Instants.read(Value.of(text))).isEqualTo(instant);
    }

    @Test
    void areReadAsTheJdkWritesThem() {
        SplittableRandom random = new SplittableRandom(11);
        for (int time = 0; time < 10_000; time++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(Instants.FIRST.getEpochSecond() + 86_400, Instants.LAST.getEpochSecond() - 86_400),
                    random.nextInt(1_000_000_000));
            OffsetDateTime written = instant.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-1080, 1081) * 60));
            String text = java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(written);
            assertThat(Instants.read(Value.of(text))).as(text).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04Z",
                "2026-01-02T03:04:05.Z",
                "2026-01-02T03:04:05+0100",
                "2026-01-02T03:04:05+01",
                "2026-01-02T03:04:05+24:00",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-12-31T23:59:60Z",
                "2026-01-02T03:04:05ZZ",
                "+2026-01-02T03:04:05Z",
                "12026-01-02T03:04:05Z",
                "2026-1-2T03:04:05Z",
                "2026-01-02T03:04:05*01:00",
                "2026-01-02T03:04:05+-1:00",
                "٢026-01-02T03:04:05Z",
                "9999-12-31T23:59:59-00:01",
                "1767323045000"
            })
    void whatIsNoInstantIsNotRead(String text) {
        assertThat(Instants.read(Value.of(text))).isNull();
    }

    @Test
    void areReadFromMilliseconds() {
        assertThat(Instants.read(Value.of(1500.9))).isEqualTo(Instant.ofEpochMilli(1500));
        assertThat(Instants.read(Value.of(-0.5))).isEqualTo(Instant.ofEpochMilli(-1));
        assertThat(Instants.read(Value.of(253402300799999.0))).isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(Instants.read(Value.of(253402300800000.0))).isNull();
        assertThat(Instants.read(Value.of(-62167219200000.0))).isEqualTo(Instants.FIRST);
        assertThat(Instants.read(Value.of(-62167219200001.0))).isNull();
        assertThat(Instants.read(Value.of(true))).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // Friday, 31 July 2026 in Lisbon (UTC+1)
        "2026-07-31T20:59:59Z, false",
        "2026-07-31T21:00:00Z, true",
        "2026-08-01T04:59:59Z, true",
        "2026-08-01T05:00:00Z, false",
        // Saturday evening does not start anything, Friday's night does
        "2026-08-01T21:30:00Z, false",
        // in winter the clock is an hour later in UTC
        "2026-01-02T21:30:00Z, false",
        "2026-01-02T22:00:00Z, true",
        "2026-01-03T05:59:59Z, true"
    })
    void aNightBelongsToTheDayOnWhichItStarts(Instant now, boolean held) {
        WallClock nights = new WallClock(ZoneId.of("Europe/Lisbon"), 22 * 3600, 6 * 3600, Set.of(DayOfWeek.FRIDAY));

        assertThat(nights.holds(now)).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-08-03T08:59:59.999Z, false",
        "2026-08-03T09:00:00Z, true",
        "2026-08-03T16:59:59.999Z, true",
        "2026-08-03T17:00:00Z, false",
        "2026-08-02T12:00:00Z, false"
    })
    void officeHoursBeginAndEndOnTheSecond(Instant now, boolean held) {
        WallClock office = new WallClock(ZoneId.of("UTC"), 9 * 3600, 17 * 3600, Set.of(DayOfWeek.MONDAY));

        assertThat(office.holds(now)).isEqualTo(held);
    }

    @Test
    void timesThatAreNoneAreRefused() {
        Set<DayOfWeek> days = WallClock.everyDay();
        ZoneId zone = ZoneId.of("UTC");

        assertThatIllegalArgumentException().isThrownBy(() -> new WallClock(zone, 5, 5, days));
        assertThatIllegalArgumentException().isThrownBy(() -> new WallClock(zone, -1, 5, days));
        assertThatIllegalArgumentException().isThrownBy(() -> new WallClock(zone, 0, WallClock.DAY + 1, days));
        assertThatIllegalArgumentException().isThrownBy(() -> new WallClock(zone, 0, 1, Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Now(Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition.Now(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH)));
    }
}
