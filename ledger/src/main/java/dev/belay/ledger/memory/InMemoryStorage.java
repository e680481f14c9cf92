package dev.belay.ledger.memory;

import dev.belay.json.state.Document;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.OutrunException;
import dev.belay.ledger.serial.Recovered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one journal, or several, keep in memory.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; whatever depends on where the ledgers stand holds the object's
 * lock.
 */
final class InMemoryStorage {

    private final Map<LedgerId, InMemoryLedger> ledgers = new ConcurrentHashMap<>();
    private final Map<String, Document> documents = new ConcurrentHashMap<>();
    private final Map<Name, IdempotencyRecord> records = new ConcurrentHashMap<>();
    private final List<InMemorySharing> sharers = new CopyOnWriteArrayList<>();
    private long batches;

    /** Fair, so that a store that is busy lets others have their turns. */
    private final ReentrantLock turns = new ReentrantLock(true);

    ReentrantLock turns() {
        return turns;
    }

    /** How many batches were stored. */
    synchronized long batches() {
        return batches;
    }

    synchronized Map<LedgerId, Recovered> recover() {
        Map<LedgerId, Recovered> recovered = new HashMap<>();
        ledgers.forEach((id, ledger) -> recovered.put(id, ledger.recover()));
        return recovered;
    }

    /** Stores a batch if exactly so many have been stored before. */
    synchronized void write(Batch batch, long expected) {
        if (batches != expected) {
            throw new OutrunException("Others have stored " + (batches - expected) + " batches in the meantime");
        }
        batches++;
        batch.created().forEach(each -> ledgers.put(each.ledger(), new InMemoryLedger(each.epoch(), this::document)));
        for (Batch.Written written : batch.written()) {
            written.newDocuments().forEach(document -> documents.putIfAbsent(document.hash(), document));
            written.chunks().forEach(chunk -> documents.computeIfAbsent(chunk.hash(), hash -> batch.document(chunk)));
            ledger(written.ledger()).append(written.entry());
        }
        records.values().removeIf(record -> record.at().isBefore(batch.recordsExpireAt()));
        batch.records().forEach(record -> records.put(Name.of(record.key()), record));
    }

    Optional<IdempotencyRecord> record(IdempotencyKey key) {
        return Optional.ofNullable(records.get(Name.of(key)));
    }

    Optional<Document> document(String hash) {
        return Optional.ofNullable(documents.get(hash));
    }

    InMemoryLedger ledger(LedgerId id) {
        InMemoryLedger ledger = ledgers.get(id);
        if (ledger == null) {
            throw new UnknownLedgerException(id);
        }
        return ledger;
    }

    void add(InMemorySharing sharer) {
        sharers.add(sharer);
    }

    void tellAllBut(InMemorySharing writer) {
        sharers.stream().filter(each -> each != writer).forEach(InMemorySharing::tell);
    }

    private record Name(String scope, String key) {
        static Name of(IdempotencyKey key) {
            return new Name(key.scope(), key.key());
        }
    }
}
