package dev.belay.server.sinks.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps a connection. One message is under way at a time, so that nothing overtakes anything; a connection
 * on which anything failed is given up, so that what it might still be sending cannot come between what follows for
 * longer than the network holds it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads, one of which delivers at a time.
 *
 * @param <C> the connection
 */
public final class ConnectedSink<C> implements Sink {

    private static final int MOST = 200;

    private final Protocol<C> protocol;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable C connection;

    /** Delivers by a protocol; nobody is contacted yet. */
    public ConnectedSink(Protocol<C> protocol) {
        this.protocol = protocol;
    }

    /**
     * How to reach a kind of receiver.
     *
     * @param <C> the connection
     */
    public interface Protocol<C> {

        /** Connects, within seconds. */
        C connect() throws Exception;

        /** Sends a message and waits, for seconds at most, until it is acknowledged. */
        void send(C connection, Message message) throws Exception;

        /** What an exception of this kind's own means, in a sentence that quotes nobody; nothing if it is no such one. */
        Optional<String> explain(Throwable failure);

        /** Ends a connection at once, whatever state it is in. */
        void close(C connection);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public int deliver(List<Message> messages, BooleanSupplier goesOn) throws DeliveryException, InterruptedException {
        lock.lockInterruptibly();
        try {
            return sendAll(messages, goesOn);
        } finally {
            lock.unlock();
        }
    }

    private int sendAll(List<Message> messages, BooleanSupplier goesOn) throws DeliveryException, InterruptedException {
        int delivered = 0;
        try {
            while (delivered < messages.size() && goesOn.getAsBoolean()) {
                protocol.send(connect(), messages.get(delivered));
                delivered++;
            }
            return delivered;
        } catch (InterruptedException interrupted) {
            disconnect();
            throw interrupted;
        } catch (Exception failure) {
            disconnect();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new DeliveryException(delivered, false, Causes.sentence(failure, protocol::explain), failure);
        }
    }

    private C connect() throws Exception {
        C open = connection;
        if (open == null) {
            open = protocol.connect();
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        C open = connection;
        connection = null;
        if (open != null) {
            protocol.close(open);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }
}
