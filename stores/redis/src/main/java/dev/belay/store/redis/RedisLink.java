package dev.belay.store.redis;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private @Nullable CompletableFuture<StatefulRedisConnection<String, byte[]>> connecting;

    /** When anything was answered last: while that goes on, a question that takes too long does not cut off others. */
    private volatile long answered = System.nanoTime();

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

    /** Asks once, and nothing else than the server that this connection leads to. */
    <T> T onceOn(StatefulRedisConnection<String, byte[]> open, Question<T> question) {
        try {
            return on(open, question);
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
        long asked = System.nanoTime();
        try {
            T answer = question.ask(open);
            answered = System.nanoTime();
            return answer;
        } catch (RedisCommandExecutionException refused) {
            if (RedisDiagnosis.isOfRole(refused)) {
                drop(open);
            }
            throw refused;
        } catch (RedisCommandInterruptedException interrupted) {
            throw interrupted;
        } catch (RedisCommandTimeoutException slow) {
            if (answered - asked < 0) {
                drop(open);
            }
            throw slow;
        } catch (RedisException failure) {
            drop(open);
            throw failure;
        }
    }

    // Whose attempt it is decides who connects.
    @SuppressWarnings("ReferenceEquality")
    private StatefulRedisConnection<String, byte[]> open() {
        CompletableFuture<StatefulRedisConnection<String, byte[]>> attempt = new CompletableFuture<>();
        CompletableFuture<StatefulRedisConnection<String, byte[]>> first = connectionOr(attempt);
        if (first == attempt) {
            connect(attempt);
        }
        try {
            return first.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw failure;
        }
    }

    /** The connection, or who makes it already; nobody waits for more than one attempt. */
    private synchronized CompletableFuture<StatefulRedisConnection<String, byte[]>> connectionOr(
            CompletableFuture<StatefulRedisConnection<String, byte[]>> attempt) {
        requireOpen();
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null && open.isOpen()) {
            return CompletableFuture.completedFuture(open);
        }
        if (connecting == null) {
            connecting = attempt;
        }
        return connecting;
    }

    private void connect(CompletableFuture<StatefulRedisConnection<String, byte[]>> attempt) {
        try {
            StatefulRedisConnection<String, byte[]> fresh = greeted(clients.connect());
            use(fresh);
            attempt.complete(fresh);
        } catch (RuntimeException | Error failure) {
            synchronized (this) {
                connecting = null;
            }
            attempt.completeExceptionally(failure);
        }
    }

    private synchronized void use(StatefulRedisConnection<String, byte[]> fresh) {
        if (closed) {
            fresh.close();
        }
        requireOpen();
        connection = fresh;
        connecting = null;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailableException("The store of the Redis server was closed");
        }
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
