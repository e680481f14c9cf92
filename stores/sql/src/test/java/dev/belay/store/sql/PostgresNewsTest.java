package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ledger.Draft;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What another node has appended is seen, wherever the connection is cut by which it is read. */
class PostgresNewsTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");

    private final PGSimpleDataSource database = Postgres.newDatabase();

    /** Cuts the next connection that has read more than how much was appended, when it has read everything. */
    private final AtomicBoolean cut = new AtomicBoolean();

    @Test
    void areReadAgainWhenTheConnectionIsCutAtTheEndOfReading() {
        try (LedgerStore writing = PostgresStore.open(database, InstantSource.system(), new Epochs());
                LedgerStore following = PostgresStore.open(cutting(), InstantSource.system(), new Epochs())) {
            cut.set(true);

            writing.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));

            Awaited.until(() -> following.ledgers().contains(FLAGS));
            assertThat(cut).isFalse();
        }
    }

    private DataSource cutting() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(database, method, arguments);
            return result instanceof Connection connection ? cutting(connection) : result;
        });
    }

    private Connection cutting(Connection connection) {
        int[] statements = new int[1];
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("createStatement")) {
                statements[0]++;
            } else if (method.getName().equals("rollback")) {
                cutAfter(statements[0], connection);
                statements[0] = 0;
            }
            return call(connection, method, arguments);
        });
    }

    private void cutAfter(int statements, Connection connection) throws SQLException {
        if (statements > 1 && cut.compareAndSet(true, false)) {
            connection.close();
            throw new SQLException("This connection has been closed", "08006");
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.make(method, arguments)));
    }

    /** What a call of a proxy does. */
    private interface Call {
        Object make(Method method, Object[] arguments) throws Throwable;
    }
}
