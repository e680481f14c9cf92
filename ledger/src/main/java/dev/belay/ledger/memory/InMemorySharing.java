package dev.belay.ledger.memory;

import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one of several journals has seen of the storage that they share.
 *
 * <p><b>Thread-safety:</b> as {@link Sharing} demands; it may be told of news by any thread.
 */
final class InMemorySharing implements Sharing {

    private final InMemoryStorage storage;
    private volatile Runnable mayHaveAppended = () -> {};
    private long seen;

    InMemorySharing(InMemoryStorage storage) {
        this.storage = storage;
        storage.add(this);
    }

    @Override
    public Turn takeTurn() {
        ReentrantLock turns = storage.turns();
        turns.lock();
        return () -> {
            if (turns.isHeldByCurrentThread()) {
                turns.unlock();
            }
        };
    }

    @Override
    public Optional<Map<LedgerId, Standing>> news() {
        if (storage.batches() == seen) {
            return Optional.empty();
        }
        Map<LedgerId, Standing> standings = new HashMap<>();
        recover().forEach((ledger, tip) -> standings.put(ledger, Standing.of(tip)));
        return Optional.of(standings);
    }

    @Override
    public void watch(Runnable callback) {
        mayHaveAppended = callback;
    }

    Map<LedgerId, Recovered> recover() {
        synchronized (storage) {
            seen = storage.batches();
            return storage.recover();
        }
    }

    void write(Batch batch) {
        storage.write(batch, seen);
        seen++;
        storage.tellAllBut(this);
    }

    Compacted compact(LedgerId ledger, long revision) {
        Compacted compacted = storage.compact(ledger, revision, seen);
        seen++;
        storage.tellAllBut(this);
        return compacted;
    }

    void tell() {
        mayHaveAppended.run();
    }
}
