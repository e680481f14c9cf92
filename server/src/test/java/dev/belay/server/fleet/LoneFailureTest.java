package dev.belay.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.server.testing.LogLines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoneFailureTest {

    private final StoreUnavailableException forbidden =
            new StoreUnavailableException("permission denied for table fleet_report");

    @RegisterExtension
    private final LogLines lines = new LogLines("belay.fleet", Level.WARN);

    private boolean answers = true;
    private Duration now = Duration.ZERO;
    private final LoneFailure failures = new LoneFailure("write", () -> answers, () -> now.toNanos());

    @Test
    void warnsOnceOfWhatHasFailedForAMinute() {
        failAfter(0);
        failAfter(59);
        assertThat(warnings()).isEmpty();

        failAfter(1);
        failAfter(60);

        assertThat(warnings()).containsExactly("fleet.exchange-fails");
        assertThat(lines.all().getLast().getKeyValuePairs())
                .anySatisfy(pair -> assertThat(pair.value).isEqualTo(forbidden.getMessage()));
    }

    @Test
    void leavesItToOthersToSayThatTheDatabaseIsAway() {
        answers = false;
        failAfter(0);
        failAfter(60);
        answers = true;
        failAfter(59);
        assertThat(warnings()).isEmpty();

        failAfter(1);

        assertThat(warnings()).containsExactly("fleet.exchange-fails");
    }

    @Test
    void beginsAnewWithEverySuccess() {
        failAfter(0);
        failAfter(59);
        failures.succeeded();
        failAfter(1);
        failAfter(59);
        assertThat(warnings()).isEmpty();

        failAfter(1);

        assertThat(warnings()).containsExactly("fleet.exchange-fails");
    }

    private void failAfter(long seconds) {
        now = now.plusSeconds(seconds);
        failures.failed(forbidden);
    }

    private List<String> warnings() {
        return lines.all().stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getMessage)
                .toList();
    }
}
