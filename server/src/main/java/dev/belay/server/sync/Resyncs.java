package dev.belay.server.sync;

import dev.belay.ledger.LedgerId;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Carries the wish that instances fetch a snapshot to every node that may have their streams.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; asking may block.
 */
public interface Resyncs {

    /**
     * Asks for one instance, or all, to fetch a snapshot.
     *
     * @throws dev.belay.ledger.LedgerException if nobody could be told
     */
    void ask(LedgerId flagSet, Optional<String> instance);

    /** Calls back for everything that is asked from now on. */
    void follow(BiConsumer<LedgerId, Optional<String>> action);

    /** For a server that has no other nodes. */
    static Resyncs here() {
        CopyOnWriteArrayList<BiConsumer<LedgerId, Optional<String>>> actions = new CopyOnWriteArrayList<>();
        return new Resyncs() {
            @Override
            public void ask(LedgerId flagSet, Optional<String> instance) {
                actions.forEach(action -> action.accept(flagSet, instance));
            }

            @Override
            public void follow(BiConsumer<LedgerId, Optional<String>> action) {
                actions.add(action);
            }
        };
    }
}
