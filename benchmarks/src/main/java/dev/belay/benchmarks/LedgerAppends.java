package dev.belay.benchmarks;

import dev.belay.json.entry.Actor;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.FlagDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Commits to a ledger store: each changes the split of one of a thousand flags. */
final class LedgerAppends implements AutoCloseable {

    private static final LedgerId LEDGER = LedgerId.flagSet("shop", "production");
    private static final Authorship AUTHORSHIP =
            Authorship.of(new Actor("token", "append-benchmark", "Append benchmark"), "to be measured");
    private static final int FLAGS = 1_000;
    private static final int WEIGHTS = 100_000;

    private final LedgerStore store;
    private final AtomicInteger next = new AtomicInteger();

    LedgerAppends(Path folder) {
        this(SqliteStore.open(folder.resolve(SqliteStore.FILE), InstantSource.system(), () -> "benchmark"));
    }

    private LedgerAppends(LedgerStore store) {
        this.store = store;
        store.commit(Proposal.of(heads -> List.of(Draft.creating(LEDGER))));
    }

    /** How many bytes an append stores: those of the entry and of its document. */
    static int bytesPerEntry() {
        try (LedgerAppends sample = new LedgerAppends(
                SerialLedgerStore.open(new InMemoryJournal(), InstantSource.system(), () -> "sample"))) {
            Committed committed = sample.append().in(LEDGER).orElseThrow();
            LedgerEntry entry = committed.entry().orElseThrow();
            Document document = sample.store
                    .document(entry.changes().getFirst().after().orElseThrow())
                    .orElseThrow();
            return EntryFormat.write(entry).length + document.length();
        }
    }

    long run(int threads, Duration turn) throws InterruptedException {
        long end = System.nanoTime() + turn.toNanos();
        LongAdder appended = new LongAdder();
        List<Thread> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    append();
                    appended.increment();
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return appended.sum();
    }

    @Override
    public void close() {
        store.close();
    }

    private Commit append() {
        int number = next.getAndIncrement();
        String key = "flag-" + number % FLAGS;
        DraftChange change = DraftChange.put(Subject.flag(key), FlagDocuments.split(key, number / FLAGS % WEIGHTS));
        return store.commit(Proposal.of(heads -> List.of(Draft.of(LEDGER, AUTHORSHIP, "put", List.of(change)))));
    }
}
