package dev.belay.server.sync;

import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Carries wishes to all nodes on one PostgreSQL database, the asking one among them: each is a row, whose moment tells
 * it from the one before.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; to be followed once.
 */
public final class SharedResyncs implements Resyncs {

    private static final String TOPIC = "resync";
    private static final String FORGET =
            "DELETE FROM resync WHERE asked_at < clock_timestamp() - INTERVAL '10 minutes'";
    private static final String ASK = """
        INSERT INTO resync (flag_set, instance, asked_at) VALUES (?, ?, clock_timestamp())
        ON CONFLICT (flag_set, instance) DO UPDATE SET asked_at = excluded.asked_at
        """;
    private static final String READ = "SELECT flag_set, instance, asked_at FROM resync";
    private static final String ALL = "";

    private final OperationsDatabase database;

    /** What has been passed on; belongs to the thread that follows. */
    private Map<Wish, Instant> known = Map.of();

    /** For nodes that share these tables. */
    public SharedResyncs(OperationsDatabase database) {
        this.database = database;
    }

    @Override
    public void ask(LedgerId flagSet, Optional<String> instance) {
        database.inTransaction(connection -> {
            try (Statement forget = connection.createStatement();
                    PreparedStatement ask = connection.prepareStatement(ASK)) {
                forget.executeUpdate(FORGET);
                ask.setString(1, flagSet.text());
                ask.setString(2, instance.orElse(ALL));
                ask.executeUpdate();
            }
            database.topics().tell(connection, TOPIC);
            return true;
        });
    }

    @Override
    public void follow(BiConsumer<LedgerId, Optional<String>> action) {
        known = read();
        database.topics().follow(TOPIC, () -> passOn(action));
    }

    private void passOn(BiConsumer<LedgerId, Optional<String>> action) {
        Map<Wish, Instant> now = read();
        now.forEach((wish, at) -> {
            if (!at.equals(known.get(wish))) {
                action.accept(LedgerId.parse(wish.flagSet), wish.instance());
            }
        });
        known = now;
    }

    private Map<Wish, Instant> read() {
        return database.use(SharedResyncs::read);
    }

    private static Map<Wish, Instant> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(READ)) {
            Map<Wish, Instant> wishes = new HashMap<>();
            while (rows.next()) {
                Wish wish = new Wish(rows.getString(1), rows.getString(2));
                wishes.put(wish, rows.getTimestamp(3).toInstant());
            }
            return wishes;
        }
    }

    private record Wish(String flagSet, String id) {

        Optional<String> instance() {
            return Optional.of(id).filter(given -> !given.equals(ALL));
        }
    }
}
