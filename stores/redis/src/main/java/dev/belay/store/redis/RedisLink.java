package dev.belay.store.redis;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connection that everything is read and written by, made when it is needed and given up when something fails on it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; one connection serves them all.
 */
final class RedisLink implements AutoCloseable {

    private final RedisClients clients;
    private final RedisDiagnosis diagnosis;
    private final Greeting greeting;
    private @Nullable StatefulRedisConnection<String, byte[]> connection;
    private boolean closed;

    /** @param greeting looks at every new connection before it is used, and refuses it by an exception */
    RedisLink(RedisClients clients, RedisDiagnosis diagnosis, Greeting greeting) {
        this.clients = clients;
        this.diagnosis = diagnosis;
        this.greeting = greeting;
    }

    /** Asks something that changes nothing: once more, when only the connection was cut while nobody used it. */
    <T> T ask(Question<T> question) {
        try {
            return on(open(), question);
        } catch (RedisException failure) {
            if (!RedisDiagnosis.isCut(failure)) {
                throw diagnosis.from(failure);
            }
        }
        return once(question);
    }

    /** Asks once, because the question may change something. */
    <T> T once(Question<T> question) {
        try {
            return on(open(), question);
        } catch (RedisException failure) {
            throw diagnosis.from(failure);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (connection != null && connection.isOpen()) {
                connection.close();
            }
            connection = null;
        }
    }

    private <T> T on(StatefulRedisConnection<String, byte[]> open, Question<T> question) {
        try {
            return question.ask(open);
        } catch (RedisCommandExecutionException refused) {
            if (RedisDiagnosis.isOfRole(refused)) {
                drop(open);
            }
            throw refused;
        } catch (RedisException failure) {
            drop(open);
            throw failure;
        }
    }

    private synchronized StatefulRedisConnection<String, byte[]> open() {
        if (closed) {
            throw new StoreUnavailableException("The store of the Redis server was closed");
        }
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open == null || !open.isOpen()) {
            open = greeted(clients.connect());
            connection = open;
        }
        return open;
    }

    private StatefulRedisConnection<String, byte[]> greeted(StatefulRedisConnection<String, byte[]> fresh) {
        try {
            greeting.greet(fresh);
            return fresh;
        } catch (RedisException | LedgerException refused) {
            fresh.close();
            throw refused;
        }
    }

    /** Gives up this connection, if it is still the one in use. */
    @SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
    private synchronized void drop(StatefulRedisConnection<String, byte[]> failed) {
        if (connection == failed) {
            connection = null;
            if (failed.isOpen()) {
                failed.closeAsync();
            }
        }
    }

    /** Something to ask the server. */
    @FunctionalInterface
    interface Question<T> {
        T ask(StatefulRedisConnection<String, byte[]> connection);
    }

    /** What a new connection is looked at by. */
    @FunctionalInterface
    interface Greeting {
        void greet(StatefulRedisConnection<String, byte[]> connection);
    }
}
