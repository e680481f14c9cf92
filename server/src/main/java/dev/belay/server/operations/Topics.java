package dev.belay.server.operations;

import dev.belay.ledger.LedgerException;
import dev.belay.store.sql.PostgresListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the nodes that share the operations tables hear of changes to what they keep in memory: a notification wakes
 * them, and once a second they look by themselves. On a database of one server nobody else changes anything, and nothing
 * is told.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; listeners are called on a thread of this object.
 */
public final class Topics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("belay.operations");
    private static final String CHANNEL = "belay_operations";
    private static final String COUNT =
            "INSERT INTO topic (name, changes) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET changes = topic.changes + 1";
    private static final String TELL = "SELECT pg_notify('" + CHANNEL + "', ?)";
    private static final String LOOK = "SELECT name, changes FROM topic";
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);

    private final OperationsDatabase database;
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Semaphore nudges = new Semaphore(0);
    private final Thread looking =
            Thread.ofPlatform().daemon().name("belay-operations").unstarted(this::run);
    private volatile AutoCloseable listening = () -> {};
    private volatile boolean closed;

    /** What is known of each topic; belongs to the thread that looks. */
    private final Map<String, Long> known = new HashMap<>();

    /** Whether the last look failed, so that a long absence is logged once; belongs to the thread that looks. */
    private boolean away;

    Topics(OperationsDatabase database) {
        this.database = database;
    }

    /**
     * Tells of a change, when the transaction that makes it commits.
     *
     * @param connection the one that the change is made on
     */
    public void tell(Connection connection, String topic) throws SQLException {
        run(connection, COUNT, topic);
        if (database.dialect() == Dialect.POSTGRESQL) {
            run(connection, TELL, topic);
        }
    }

    /**
     * Calls back after every change from now on that any node has told of, or may have: often once for several. A
     * listener that throws is called again a second later.
     */
    public synchronized void follow(String topic, Runnable changed) {
        listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(changed);
        if (database.dialect() == Dialect.POSTGRESQL && looking.getState() == Thread.State.NEW) {
            looking.start();
            listening = PostgresListener.start(database.source(), CHANNEL, _ -> nudges.release());
        }
        nudges.release();
    }

    @Override
    public void close() {
        closed = true;
        nudges.release();
        try {
            listening.close();
        } catch (Exception failure) {
            LOG.debug("operations.listener", failure);
        }
    }

    private void run() {
        while (!closed) {
            awaitNudge();
            look();
        }
    }

    private void awaitNudge() {
        try {
            if (nudges.tryAcquire(UNTIL_NEXT_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException nobodyMayStopIt) {
            // Only closing does.
        }
    }

    private void look() {
        try {
            counts().forEach(this::compare);
            if (away) {
                LOG.info("operations.back");
            }
            away = false;
        } catch (LedgerException failure) {
            if (!away && !closed) {
                LOG.atWarn().addKeyValue("message", failure.getMessage()).log("operations.away");
            }
            away = true;
        }
    }

    /** A copy that was restored counts less; that is another number, too. */
    private void compare(String topic, long changes) {
        if (!Long.valueOf(changes).equals(known.get(topic))) {
            listeners.getOrDefault(topic, List.of()).forEach(Runnable::run);
            known.put(topic, changes);
        }
    }

    private Map<String, Long> counts() {
        return database.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(LOOK)) {
                Map<String, Long> counts = new HashMap<>();
                listeners.keySet().forEach(topic -> counts.put(topic, 0L));
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return counts;
            }
        });
    }

    private static void run(Connection connection, String sql, String topic) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.execute();
        }
    }
}
