package dev.belay.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.belay.ledger.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoneFailureTest {

    private final StoreUnavailableException forbidden =
            new StoreUnavailableException("permission denied for table fleet_report");

    private final Logger log = (Logger) LoggerFactory.getLogger("belay.fleet");
    private final Level before = log.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private boolean answers = true;
    private Duration now = Duration.ZERO;
    private final LoneFailure failures = new LoneFailure("write", () -> answers, () -> now.toNanos());

    @BeforeEach
    void listen() {
        log.setLevel(Level.WARN);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setLevel(before);
    }

    @Test
    void warnsOnceOfWhatHasFailedForAMinute() {
        failAfter(0);
        failAfter(59);
        assertThat(warnings()).isEmpty();

        failAfter(1);
        failAfter(60);

        assertThat(warnings()).containsExactly("fleet.exchange-fails");
        assertThat(lines.list.getLast().getKeyValuePairs())
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
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getMessage)
                .toList();
    }
}
