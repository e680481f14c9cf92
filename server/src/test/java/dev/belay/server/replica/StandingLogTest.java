package dev.belay.server.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.testing.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandingLogTest {

    private static final String NAME = "flagSet=default/production position=e1:7";
    private static final Duration MOST = Duration.ofMinutes(15);

    @RegisterExtension
    final LogLines lines = new LogLines("belay.replica", Level.INFO);

    private final AtomicLong nanos = new AtomicLong();
    private final StandingLog log = new StandingLog(nanos::get);

    @Test
    void saysWhyTheCopyIsCutOffAndThatAgainOnlyWithAnotherReason() {
        assertThat(log.away(facts(4), "broken")).isTrue();
        assertThat(log.away(facts(5), "broken")).isFalse();
        assertThat(log.away(facts(6), "status 401")).isFalse();

        assertThat(written())
                .containsExactly(
                        "WARN replica.away " + NAME + " ageSeconds=4 message=broken",
                        "WARN replica.away " + NAME + " ageSeconds=6 message=status 401");
    }

    @Test
    void saysEachOfReasonsThatAlternateOnceUntilItIsCutOffAnew() {
        for (int attempt = 0; attempt < 100; attempt++) {
            log.away(facts(attempt), attempt % 2 == 0 ? "status 502" : "status 503");
        }
        log.back(facts(0));
        log.away(facts(1), "status 503");

        assertThat(written())
                .containsExactly(
                        "WARN replica.away " + NAME + " ageSeconds=0 message=status 502",
                        "WARN replica.away " + NAME + " ageSeconds=1 message=status 503",
                        "INFO replica.back " + NAME + " awaySeconds=0",
                        "WARN replica.away " + NAME + " ageSeconds=1 message=status 503");
    }

    @Test
    void fallsSilentWhenEveryAttemptFailsForAReasonOfItsOwn() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            log.away(facts(attempt), "request " + attempt + " was lost");
        }

        assertThat(written()).hasSize(16);
        assertThat(log.back(facts(0))).isTrue();
    }

    @Test
    void saysHowLongItWasCutOff() {
        log.away(facts(4), "broken");
        pass(Duration.ofSeconds(70));
        log.away(facts(74), "status 401");
        pass(Duration.ofSeconds(20));

        assertThat(log.back(facts(0))).isTrue();
        assertThat(log.back(facts(0))).isFalse();

        assertThat(written()).hasSize(3).last().isEqualTo("INFO replica.back " + NAME + " awaySeconds=90");
    }

    @Test
    void countsEachTimeThatItIsCutOffAnew() {
        log.away(facts(0), "broken");
        pass(Duration.ofSeconds(70));
        log.back(facts(0));
        pass(Duration.ofSeconds(70));

        assertThat(log.away(facts(0), "broken")).isTrue();
        pass(Duration.ofSeconds(3));
        log.back(facts(0));

        assertThat(written()).hasSize(4).last().isEqualTo("INFO replica.back " + NAME + " awaySeconds=3");
    }

    @Test
    void saysOnceThatTheCopyIsTooOldAndOnceThatItIsYoungAgain() {
        log.age(facts(899), false, MOST);
        log.age(facts(901), true, MOST);
        log.age(facts(902), true, MOST);
        log.age(facts(1), false, MOST);
        log.age(facts(2), false, MOST);

        assertThat(written())
                .containsExactly(
                        "WARN replica.too-old " + NAME + " ageSeconds=901 mostAgeSeconds=900",
                        "INFO replica.young-again " + NAME + " ageSeconds=1 mostAgeSeconds=900");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        log.away(new StandingLog.Facts(Optional.empty(), Optional.empty(), Optional.empty()), "status 401");

        assertThat(written()).containsExactly("WARN replica.away message=status 401");
    }

    private void pass(Duration length) {
        nanos.addAndGet(length.toNanos());
    }

    private static StandingLog.Facts facts(long ageSeconds) {
        return new StandingLog.Facts(
                Optional.of(LedgerId.parse("default/production")),
                Optional.of(new Position("e1", 7)),
                Optional.of(Duration.ofSeconds(ageSeconds)));
    }

    private List<String> written() {
        return lines.all().stream().map(StandingLogTest::text).toList();
    }

    private static String text(ILoggingEvent event) {
        Stream<String> values = event.getKeyValuePairs().stream().map(pair -> pair.key + "=" + pair.value);
        return Stream.concat(Stream.of(event.getLevel() + " " + event.getMessage()), values)
                .collect(Collectors.joining(" "));
    }
}
