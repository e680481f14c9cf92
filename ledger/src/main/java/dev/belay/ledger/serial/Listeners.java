package dev.belay.ledger.serial;

import dev.belay.ledger.Commit;
import dev.belay.ledger.Subscription;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who want to hear of commits.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; one at a time tells.
 */
final class Listeners {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.ledger");

    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

    Subscription add(Consumer<Commit> consumer) {
        Listener listener = new Listener(consumer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Commit commit) {
        for (Listener listener : listeners) {
            try {
                listener.consumer.accept(commit);
            } catch (RuntimeException | Error failure) {
                LOGGER.log(System.Logger.Level.ERROR, "ledger.listener-failed", failure);
            }
        }
    }

    /** Has an identity of its own, so that the same consumer can subscribe twice. */
    private static final class Listener {
        private final Consumer<Commit> consumer;

        Listener(Consumer<Commit> consumer) {
            this.consumer = consumer;
        }
    }
}
