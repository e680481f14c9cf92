package dev.belay.ledger.serial;

import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.IdempotencyConflictException;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What proposals with idempotency keys led to: those of this round, and those that the journal remembers.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Outcomes {

    private final Reads reads;
    private final Map<Name, Remembered> ofThisRound = new HashMap<>();

    Outcomes(Reads reads) {
        this.reads = reads;
    }

    /** The outcome of an earlier proposal with this key, if there was one; throws if it had another body. */
    Optional<Commit> earlier(IdempotencyKey key, Instant notBefore) {
        Remembered remembered = ofThisRound.get(Name.of(key));
        if (remembered != null) {
            requireSameBody(key, remembered.record);
            return Optional.of(new Commit(remembered.commit.committed(), true));
        }
        return reads.idempotency(key, notBefore).map(record -> {
            requireSameBody(key, record);
            return recall(record);
        });
    }

    void remember(IdempotencyKey key, Instant now, Commit commit) {
        List<IdempotencyRecord.Outcome> outcomes =
                commit.committed().stream().map(Outcomes::outcome).toList();
        ofThisRound.put(Name.of(key), new Remembered(new IdempotencyRecord(key, now, outcomes), commit));
    }

    List<IdempotencyRecord> records() {
        List<IdempotencyRecord> records = new ArrayList<>(ofThisRound.size());
        ofThisRound.values().forEach(each -> records.add(each.record));
        return records;
    }

    private static void requireSameBody(IdempotencyKey key, IdempotencyRecord record) {
        if (!record.key().bodyHash().equals(key.bodyHash())) {
            throw new IdempotencyConflictException(key);
        }
    }

    private static IdempotencyRecord.Outcome outcome(Committed committed) {
        long revision = committed.after().position().revision();
        return new IdempotencyRecord.Outcome(
                committed.ledger(), revision, committed.entry().isPresent());
    }

    private Commit recall(IdempotencyRecord record) {
        if (!record.outcomes().stream().allMatch(this::isPublished)) {
            throw new OutrunException("The key " + record.key().key() + " was used where others append");
        }
        return new Commit(record.outcomes().stream().map(this::recall).toList(), true);
    }

    private boolean isPublished(IdempotencyRecord.Outcome outcome) {
        LedgerId ledger = outcome.ledger();
        return reads.exists(ledger) && reads.head(ledger).position().revision() >= outcome.revision();
    }

    private Committed recall(IdempotencyRecord.Outcome outcome) {
        long revision = outcome.revision();
        long before = outcome.appended() ? revision - 1 : revision;
        return new Committed(
                outcome.ledger(),
                outcome.appended() ? reads.entry(outcome.ledger(), revision) : Optional.empty(),
                reads.at(outcome.ledger(), before),
                reads.at(outcome.ledger(), revision));
    }

    private record Name(String scope, String key) {
        static Name of(IdempotencyKey key) {
            return new Name(key.scope(), key.key());
        }
    }

    private record Remembered(IdempotencyRecord record, Commit commit) {}
}
