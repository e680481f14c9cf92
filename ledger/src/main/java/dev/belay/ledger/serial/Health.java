package dev.belay.ledger.serial;

import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreHealth;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether commits are accepted. A break is for good; the storage may fail and come back. Knows, too, since when the
 * writer waits for the storage, and when it was last answered.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Health {

    /** Longer than others may have their turns, after which it is asked again. */
    private static final Duration UNTIL_IT_HANGS = Duration.ofMillis(2_500);

    private static final StoreHealth HANGS =
            new StoreHealth.Unavailable("The storage was asked more than two seconds ago"
                    + " and has not answered; look whether it hangs. The newest states are read from memory.");

    private final AtomicReference<StoreHealth> current = new AtomicReference<>(new StoreHealth.Healthy());
    private volatile long answered = System.nanoTime();
    private volatile @Nullable Long asked;

    StoreHealth current() {
        return current.get();
    }

    /** As the writer knows it, unless that waits for the storage for too long to know. */
    StoreHealth seen() {
        StoreHealth known = current();
        Long since = asked;
        boolean hangs = since != null && System.nanoTime() - since > UNTIL_IT_HANGS.toNanos();
        return known.healthy() && hangs ? HANGS : known;
    }

    /** For how long nobody knows what others may have appended. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - answered);
    }

    /** Asks the storage; afterwards everything is known that there was before. */
    <T> T ask(Supplier<T> question) {
        long start = System.nanoTime();
        asked = start;
        try {
            T answer = question.get();
            answered = start;
            return answer;
        } finally {
            asked = null;
        }
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
