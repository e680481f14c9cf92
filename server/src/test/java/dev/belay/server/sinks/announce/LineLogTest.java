package dev.belay.server.sinks.announce;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.testing.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LineLogTest {

    private static final String FORGED = "busy sink=s-9 actor=root";
    private static final Cursor CURSOR = new Cursor(
            "s-1",
            LedgerId.flagSet("shop", "production"),
            new Position("e", 7),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty());

    @RegisterExtension
    private final LogLines lines = new LogLines("belay.sinks", Level.WARN);

    @Test
    void whatAReceiverSaidIsAValueAndNoPartOfTheMessage() {
        DeliveryException failure = new DeliveryException(0, false, "It broke", new IOException(FORGED));

        LineLog.troubled(CURSOR, trouble(false, 1), failure);
        LineLog.troubled(CURSOR, trouble(true, 1), failure);
        LineLog.skipped(CURSOR, trouble(true, 1));

        assertThat(lines.all())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("sink.failing", "sink.blocked", "sink.event-skipped");
        assertThat(lines.all().get(0).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("sink=s-1", "flagSet=shop/production", "error=It broke (IOException: " + FORGED + ")");
    }

    @Test
    void aSinkThatIsBlockedAlreadyOrFailsAgainIsNotToldOfTwice() {
        DeliveryException failure = new DeliveryException(0, false, "It broke", null);

        LineLog.troubled(CURSOR.with(trouble(true, 1)), trouble(true, 2), failure);

        assertThat(lines.all()).isEmpty();
    }

    private static Cursor.Trouble trouble(boolean blocked, int attempts) {
        return new Cursor.Trouble(Instant.EPOCH, Duration.ZERO, attempts, "e:8/flag/x", "It broke", blocked);
    }
}
