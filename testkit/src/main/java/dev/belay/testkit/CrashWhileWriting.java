package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Two stores that share a ledger and write to it all the time, while the server underneath crashes and comes back.
 *
 * <p><b>Thread-safety:</b> confined to one thread.
 */
public final class CrashWhileWriting {

    private static final int WRITERS = 4;
    private static final int CRASHES = 3;
    private static final int WRITES_BETWEEN = 50;
    private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(10);

    private final LedgerId ledger;
    private final Write write;
    private final ConcurrentLinkedQueue<LedgerEntry> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean done = new AtomicBoolean();

    /** Writes to this ledger, which exists. */
    public CrashWhileWriting(LedgerId ledger, Write write) {
        this.ledger = ledger;
        this.write = write;
    }

    /** Appends one entry. */
    @FunctionalInterface
    public interface Write {

        /** The entry that changes this flag, in a way that differs from {@code value} to {@code value}. */
        LedgerEntry to(LedgerStore store, String flag, int value);
    }

    /**
     * Checks that nothing acknowledged is lost or doubled, and that the other store was told of everything in order.
     *
     * @param crash ends the server as a crash does, and starts it again
     * @return what both stores have in the end
     */
    public List<LedgerEntry> losesNothing(LedgerStore store, LedgerStore other, Runnable crash)
            throws InterruptedException {
        List<LedgerEntry> told = new CopyOnWriteArrayList<>();
        List<LedgerEntry> before = store.entries(ledger, 0, Integer.MAX_VALUE);
        other.subscribe(commit -> commit.in(ledger).flatMap(Committed::entry).ifPresent(told::add));

        writeThrough(List.of(store, other), crash);

        long last = acknowledged.stream().mapToLong(LedgerEntry::revision).max().orElseThrow();
        Awaited.until(() -> revision(store) >= last && revision(other) == revision(store));
        List<LedgerEntry> kept = store.entries(ledger, 0, Integer.MAX_VALUE);
        assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(kept).extracting(LedgerEntry::revision).isSorted().doesNotHaveDuplicates();
        Awaited.until(() -> told.size() == kept.size() - before.size());
        assertThat(told).isEqualTo(kept.subList(before.size(), kept.size()));
        assertThat(store.verify(ledger, 1, checked -> {}).intact()).isTrue();
        assertThat(other.head(ledger).checksum()).isEqualTo(store.head(ledger).checksum());
        return kept;
    }

    private void writeThrough(List<LedgerStore> stores, Runnable crash) throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            writers.add(writer(stores.get(number % stores.size()), "flag-" + number));
        }
        try {
            for (int times = 0; times < CRASHES; times++) {
                awaitMore();
                crash.run();
            }
            awaitMore();
        } finally {
            done.set(true);
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void awaitMore() {
        int enough = acknowledged.size() + WRITES_BETWEEN;
        Awaited.until(() -> acknowledged.size() >= enough);
    }

    private Thread writer(LedgerStore store, String flag) {
        Thread thread = new Thread(() -> write(store, flag), "writer-" + flag);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void write(LedgerStore store, String flag) {
        for (int value = 0; !done.get(); value++) {
            try {
                acknowledged.add(write.to(store, flag, value));
            } catch (StoreUnavailableException refused) {
                LockSupport.parkNanos(AFTER_A_REFUSAL.toNanos());
            }
        }
    }

    private long revision(LedgerStore store) {
        return store.head(ledger).position().revision();
    }
}
