package dev.belay.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.belay.server.testing.LogLines;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What is logged through the JDK comes out as one line of the server's log, and nowhere else. */
class PlatformLoggingTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
    private final Handler[] before = root.getHandlers();

    @RegisterExtension
    private final LogLines lines = new LogLines("dev.belay.ledger", Level.INFO);

    @BeforeEach
    void join() {
        PlatformLogging.join();
    }

    @AfterEach
    void putBack() {
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        Arrays.stream(before).forEach(root::addHandler);
    }

    @Test
    void writesOneLineForEachEvent() {
        System.Logger log = System.getLogger("dev.belay.ledger");

        log.log(System.Logger.Level.WARNING, "ledger.storage-away message=\"the disk is full\"");
        log.log(System.Logger.Level.INFO, "store.verified ledger={0} entries={1}", "shop/production", 3);
        log.log(System.Logger.Level.DEBUG, "store.busy");

        LineLayout layout = new LineLayout();
        layout.setContext(context);
        layout.start();
        assertThat(lines.all().stream().map(layout::doLayout).map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly(
                        "WARN dev.belay.ledger ledger.storage-away message=\"the disk is full\"\n",
                        "INFO dev.belay.ledger store.verified ledger=shop/production entries=3\n");
    }

    @Test
    void leavesNoOtherPlaceWhereItComesOut() {
        assertThat(root.getHandlers()).hasSize(1);
    }
}
