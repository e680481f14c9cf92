package dev.belay.client;

import dev.belay.client.source.Signal;
import dev.belay.client.source.Threads;
import dev.belay.json.LogLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls listeners on one thread of its own, which starts with the first listener. What happens while a listener is busy
 * is told in one piece afterwards, so that slow listeners cost no memory.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Notices implements AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.belay.client");

    private final Signal signal;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private final Thread thread = Threads.daemon("belay-listeners", this::run);

    Notices(Signal signal) {
        this.signal = signal;
    }

    /** Compares what is with what was told last. */
    @FunctionalInterface
    interface Watch {
        void look();
    }

    synchronized Subscription add(Watch watch) {
        watches.add(watch);
        if (!closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        return () -> watches.remove(watch);
    }

    /** Watches one word of the status. */
    static Watch status(Supplier<Status> status, Consumer<Status> listener) {
        return new Watch() {
            private Status.State told = status.get().state();

            @Override
            public void look() {
                Status now = status.get();
                if (now.state() != told) {
                    told = now.state();
                    contained(listener, now);
                }
            }
        };
    }

    /** Calls a listener and survives whatever it throws. */
    static <T> void contained(Consumer<T> listener, T event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error failure) {
            LOG.log(
                    Level.WARNING,
                    LogLine.of("listener.failed").with("event", event).toString(),
                    failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        watches.clear();
        thread.interrupt();
    }

    private void run() {
        try {
            long seen = 0;
            // A listener may have taken the interruption for its own.
            while (!closed) {
                seen = signal.awaitAfter(seen);
                watches.forEach(Watch::look);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
