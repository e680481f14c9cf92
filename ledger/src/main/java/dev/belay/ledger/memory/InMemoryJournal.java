package dev.belay.ledger.memory;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A journal that lasts as long as the object: closing it frees nothing, so a store can be opened on it again.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class InMemoryJournal implements Journal {

    private final Map<LedgerId, InMemoryLedger> ledgers = new ConcurrentHashMap<>();
    private final Map<String, Document> documents = new ConcurrentHashMap<>();
    private final Map<Name, IdempotencyRecord> records = new ConcurrentHashMap<>();

    /** A journal without ledgers. */
    public InMemoryJournal() {}

    @Override
    public Map<LedgerId, Recovered> recover() {
        Map<LedgerId, Recovered> recovered = new HashMap<>();
        ledgers.forEach((id, ledger) -> recovered.put(id, ledger.recover()));
        return recovered;
    }

    @Override
    public void write(Batch batch) {
        batch.created().forEach(each -> ledgers.put(each.ledger(), new InMemoryLedger(each.epoch(), this::document)));
        for (Batch.Written written : batch.written()) {
            written.newDocuments().forEach(document -> documents.putIfAbsent(document.hash(), document));
            written.chunks().forEach(chunk -> documents.computeIfAbsent(chunk.hash(), hash -> batch.document(chunk)));
            ledger(written.ledger()).append(written.entry());
        }
        records.values().removeIf(record -> record.at().isBefore(batch.recordsExpireAt()));
        batch.records().forEach(record -> records.put(Name.of(record.key()), record));
    }

    @Override
    public Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        IdempotencyRecord record = records.get(Name.of(key));
        return record == null || record.at().isBefore(notBefore) ? Optional.empty() : Optional.of(record);
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return ledger(ledger).at(revision);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return ledger(ledger).revisionAt(instant);
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return ledger(ledger).entry(revision);
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return ledger(ledger).entries(after, limit);
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return ledger(ledger).versions(subject);
    }

    @Override
    public Optional<Document> document(String hash) {
        return Optional.ofNullable(documents.get(hash));
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return document(hash);
    }

    @Override
    public Set<String> missing(Collection<String> hashes) {
        Set<String> missing = new HashSet<>(hashes);
        missing.removeAll(documents.keySet());
        return missing;
    }

    @Override
    public void close() {}

    private InMemoryLedger ledger(LedgerId id) {
        InMemoryLedger ledger = ledgers.get(id);
        if (ledger == null) {
            throw new UnknownLedgerException(id);
        }
        return ledger;
    }

    private record Name(String scope, String key) {
        static Name of(IdempotencyKey key) {
            return new Name(key.scope(), key.key());
        }
    }
}
