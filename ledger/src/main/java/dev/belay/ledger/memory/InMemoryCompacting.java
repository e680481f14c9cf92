package dev.belay.ledger.memory;

import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Compacting;

/**
 * A compaction in memory, which is one step.
 *
 * <p><b>Thread-safety:</b> as {@link Compacting} demands.
 */
final class InMemoryCompacting implements Compacting {

    private final InMemorySharing view;
    private Compacted removed;

    InMemoryCompacting(InMemorySharing view, LedgerId ledger, long revision) {
        this.view = view;
        this.removed = new Compacted(ledger, revision, 0, 0);
    }

    @Override
    public void begin() {
        removed = view.compact(removed.ledger(), removed.oldest());
    }

    @Override
    public boolean search() {
        return false;
    }

    @Override
    public boolean remove() {
        return false;
    }

    @Override
    public Compacted removed() {
        return removed;
    }
}
