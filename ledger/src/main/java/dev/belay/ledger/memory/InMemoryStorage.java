package dev.belay.ledger.memory;

import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Document;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.OutrunException;
import dev.belay.ledger.serial.Recovered;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
        count(expected);
        batch.created().forEach(each -> ledgers.put(each.ledger(), new InMemoryLedger(each.epoch(), this::document)));
        for (Batch.Written written : batch.written()) {
            written.newDocuments().forEach(document -> documents.putIfAbsent(document.hash(), document));
            written.chunks().forEach(chunk -> documents.computeIfAbsent(chunk.hash(), hash -> batch.document(chunk)));
            ledger(written.ledger()).append(written.entry());
        }
        records.values().removeIf(record -> record.at().isBefore(batch.recordsExpireAt()));
        batch.records().forEach(record -> records.put(Name.of(record.key()), record));
    }

    /** Compacts a ledger if exactly so many batches have been stored; counts as one, so that decisions are made again. */
    synchronized Compacted compact(LedgerId id, long revision, long expected) {
        count(expected);
        long entries = ledger(id).compact(revision);
        int before = documents.size();
        documents.keySet().retainAll(documentsInUse());
        return new Compacted(id, revision, entries, before - documents.size());
    }

    private Set<String> documentsInUse() {
        Set<String> used = new HashSet<>();
        for (InMemoryLedger ledger : ledgers.values()) {
            used.addAll(ledger.documentsInUse());
        }
        List.copyOf(used).forEach(hash -> document(hash).ifPresent(document -> used.addAll(chunks(document))));
        return used;
    }

    private static List<String> chunks(Document document) {
        return document.members().map(MemberSet::hashes).orElseGet(document::missingChunks);
    }

    private void count(long expected) {
        if (batches != expected) {
            throw new OutrunException("Others have stored " + (batches - expected) + " batches in the meantime");
        }
        batches++;
    }

    /** The least revision that a record needs, if it is not older than {@code notBefore}. */
    OptionalLong neededByRecords(LedgerId ledger, Instant notBefore) {
        return records.values().stream()
                .filter(record -> !record.at().isBefore(notBefore))
                .flatMap(record -> record.outcomes().stream())
                .filter(outcome -> outcome.ledger().equals(ledger))
                .mapToLong(IdempotencyRecord.Outcome::needs)
                .min();
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
