package dev.belay.server.operations;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Has scripts wait for a table for a second only: whoever wants it meanwhile queues behind them.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class BriefLocks extends BaseCallback {

    private static final String LIMIT = "SET lock_timeout = '1s'";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(LIMIT);
        } catch (SQLException failure) {
            throw new FlywayException("The time to wait for tables cannot be limited", failure);
        }
    }
}
