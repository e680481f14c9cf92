package dev.belay.ledger.serial;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Verification;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Where a {@link SerialLedgerStore} keeps its ledgers.
 *
 * <p>The store asks only for ledgers that exist and for revisions up to the newest it knows to be durable; whatever is
 * read must be durable. Every method may throw {@link StoreUnavailableException} when the storage fails.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; {@link #recover}, {@link #write},
 * {@link #idempotency}, {@link #close} and what {@link #sharing} answers are called by one thread at a time.
 */
public interface Journal extends AutoCloseable {

    /**
     * Reads the newest state of every ledger, and checks what this storage promises to check at the start. Called once
     * before anything else, and again after a failed write.
     *
     * @throws LedgerBrokenException if an entry does not hold
     */
    Map<LedgerId, Recovered> recover();

    /**
     * Stores all of a batch or nothing of it; what is stored survives a crash of the machine once this returns. After
     * an exception the store recovers before it writes again.
     *
     * @throws OutrunException if others have appended since {@link Sharing#news} was asked; the store catches up then
     */
    void write(Batch batch);

    /** How others append to the same storage; empty, as here, if the store has the storage to itself. */
    default Optional<Sharing> sharing() {
        return Optional.empty();
    }

    /** The record with this scope and key, whatever its body hash, unless it is older than {@code notBefore}. */
    Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore);

    /**
     * The state at a revision from 0 on.
     *
     * @throws RevisionUnreachableException if the revision is no longer kept
     */
    LedgerState at(LedgerId ledger, long revision);

    /**
     * The revision of the last entry that is not later than {@code instant}, 0 if none.
     *
     * @throws RevisionUnreachableException if the instant is before the oldest revision's, unless that is 0
     */
    long revisionAt(LedgerId ledger, Instant instant);

    /** The entry with this revision, if there is one. */
    Optional<LedgerEntry> entry(LedgerId ledger, long revision);

    /**
     * At most {@code limit} entries whose revision is greater than {@code after}, ascending.
     *
     * @throws RevisionUnreachableException if {@code after} is before the oldest revision
     */
    List<LedgerEntry> entries(LedgerId ledger, long after, int limit);

    /** Every version that a subject has had, ascending. */
    List<SubjectVersion> versions(LedgerId ledger, Subject subject);

    /** The document with this hash, if it is stored. */
    Optional<Document> document(String hash);

    /** The document with this hash, if it is stored; the chunks of members that it names may be missing. */
    Optional<Document> documentAlone(String hash);

    /** Those of these hashes by which no document is stored. */
    Set<String> missing(Collection<String> hashes);

    /** The oldest revision whose state is kept; 0, as here, if nothing was ever compacted. */
    default long oldest(LedgerId ledger) {
        return 0;
    }

    /** The least revision that a record which is not older than {@code notBefore} needs; empty if none needs one. */
    default OptionalLong neededByRecords(LedgerId ledger, Instant notBefore) {
        return OptionalLong.empty();
    }

    /**
     * Prepares making a revision the oldest, which may take its time. Entries before it are kept if they made what is in
     * place there.
     *
     * @param revision from the oldest to the newest
     * @throws UnsupportedOperationException if this storage keeps everything, as here
     */
    default Compacting compacting(LedgerId ledger, long revision) {
        throw new UnsupportedOperationException("This storage keeps every entry; its history cannot be compacted");
    }

    /**
     * Checks a ledger's entries from a revision on, reading them from the storage itself. This implementation needs
     * {@link #entries} and {@link #document} to answer what is stored now, and a {@link LedgerBrokenException} from
     * them where it cannot be read at all.
     *
     * @param from     at least 1; what was compacted is left out
     * @param progress told of checked revisions from time to time
     */
    default Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        return new JournalCheck(this, ledger, progress).from(from);
    }

    /** Frees the storage. May be called again. */
    @Override
    void close();
}
