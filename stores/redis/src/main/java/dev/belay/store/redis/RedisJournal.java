package dev.belay.store.redis;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.serial.Sharing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * A journal in a Redis server that others append to as well.
 *
 * <p><b>Thread-safety:</b> as {@link Journal} demands.
 */
final class RedisJournal implements Journal {

    private final RedisClients clients;
    private final RedisLink link;
    private final ChunkPool pool = new ChunkPool();
    private final DocumentTexts documents;
    private final EntryTexts entries;
    private final StateTexts states;
    private final RedisKeys keys;
    private final RedisSharing sharing;

    /** Where every ledger is known to stand; reading goes as far. */
    private final Map<LedgerId, HeadRow> known = new ConcurrentHashMap<>();

    RedisJournal(RedisSettings settings) {
        RedisServer server = new RedisServer(settings);
        RedisDiagnosis diagnosis = new RedisDiagnosis(settings);
        keys = new RedisKeys(settings.prefix());
        clients = new RedisClients(settings);
        link = new RedisLink(clients, diagnosis, server);
        documents = new DocumentTexts(link, keys, pool);
        entries = new EntryTexts(link, keys);
        states = new StateTexts(link, keys, documents);
        RedisAppender appender = new RedisAppender(link, keys, settings, server);
        sharing = new RedisSharing(
                appender,
                known,
                new RedisChannel(clients, diagnosis, keys.news()),
                new RedisTurns(link, keys, appender.node()));
    }

    @Override
    public Optional<Sharing> sharing() {
        return Optional.of(sharing);
    }

    @Override
    public Map<LedgerId, Recovered> recover() {
        return sharing.recover(new HeadProof(entries, states));
    }

    @Override
    public void write(Batch batch) {
        sharing.write(batch);
        batch.written().forEach(written -> written.chunks().forEach(pool::share));
    }

    @Override
    public Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        return Optional.ofNullable(link.ask(connection -> connection.sync().get(keys.idempotency(key))))
                .map(bytes -> IdempotencyText.read(key, Bytes.text(bytes)))
                .filter(record -> !record.at().isBefore(notBefore));
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        if (revision == 0) {
            return LedgerState.empty(head(ledger).standing().position().epoch());
        }
        LedgerEntry entry = entries.find(ledger, revision).orElseThrow(() -> sharing.missing(ledger, revision));
        return states.after(ledger, entry);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return entries.newestAt(ledger, instant, head(ledger).revision());
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        head(ledger);
        return entries.find(ledger, revision);
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return entries.between(ledger, Math.max(0, after), head(ledger).revision(), limit);
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        head(ledger);
        return states.versions(ledger, subject);
    }

    @Override
    public Optional<Document> document(String hash) {
        return documents.find(hash);
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return documents.findAlone(hash);
    }

    @Override
    public Set<String> missing(Collection<String> hashes) {
        return hashes.isEmpty() ? Set.of() : documents.missing(hashes);
    }

    /** Keys that were all removed, or put back from a backup meanwhile, are not damaged. */
    @Override
    public Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        Verification verification = Journal.super.verify(ledger, from, progress);
        verification.broken().map(BrokenEntry::revision).ifPresent(revision -> {
            RuntimeException why = sharing.missing(ledger, revision);
            if (why instanceof StoreUnavailableException) {
                throw why;
            }
        });
        return verification;
    }

    @Override
    public void close() {
        sharing.close();
        link.close();
        clients.close();
    }

    private HeadRow head(LedgerId ledger) {
        HeadRow row = known.get(ledger);
        if (row == null) {
            throw new UnknownLedgerException(ledger);
        }
        return row;
    }
}
