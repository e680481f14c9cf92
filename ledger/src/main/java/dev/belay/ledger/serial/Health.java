package dev.belay.ledger.serial;

import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreHealth;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether commits are accepted. A break is for good; the storage may fail and come back.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Health {

    private final AtomicReference<StoreHealth> current = new AtomicReference<>(new StoreHealth.Healthy());

    StoreHealth current() {
        return current.get();
    }

    boolean isUnavailable() {
        return current() instanceof StoreHealth.Unavailable;
    }

    void requireIntact() {
        if (current() instanceof StoreHealth.Broken broken) {
            throw new LedgerBrokenException(broken);
        }
    }

    void broken(BrokenEntry entry) {
        broken(new StoreHealth.Broken(entry));
    }

    void broken(StoreHealth.Broken finding) {
        become(finding);
    }

    void unavailable(String sentence) {
        become(new StoreHealth.Unavailable(sentence));
    }

    void available() {
        become(new StoreHealth.Healthy());
    }

    private void become(StoreHealth next) {
        current.updateAndGet(now -> now instanceof StoreHealth.Broken ? now : next);
    }
}
