package dev.belay.server.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a logger says during a test, from a level on; other tests' loggers stay silent. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final Level level;
    private final Level before;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    /** Listens to the logger with this name. */
    public LogLines(String name, Level level) {
        this.logger = (Logger) LoggerFactory.getLogger(name);
        this.level = level;
        this.before = logger.getLevel();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lines.start();
        logger.setLevel(level);
        logger.addAppender(lines);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(lines);
        logger.setLevel(before);
    }

    /** Every line until now. */
    public List<ILoggingEvent> all() {
        // What the appender itself holds while it adds a line.
        synchronized (lines) {
            return List.copyOf(lines.list);
        }
    }
}
