package dev.belay.ledger.serial;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a journal stores in one step, in this order.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param created         new ledgers, before their first entries
 * @param written         entries, ascending for each ledger
 * @param chunkDocuments  the written form of most of the chunks that the entries need, by hash
 * @param records         outcomes to remember by their idempotency keys; each replaces an expired one of that name
 * @param recordsExpireAt outcomes from before this instant may be deleted
 */
public record Batch(
        List<CreatedLedger> created,
        List<Written> written,
        Map<String, Document> chunkDocuments,
        List<IdempotencyRecord> records,
        Instant recordsExpireAt) {

    /** Copies the collections. */
    public Batch {
        created = List.copyOf(created);
        written = List.copyOf(written);
        chunkDocuments = Map.copyOf(chunkDocuments);
        records = List.copyOf(records);
    }

    /** Whether there is nothing to store. */
    public boolean isEmpty() {
        return created.isEmpty() && written.isEmpty() && records.isEmpty();
    }

    /** The document that a chunk is stored as, made now unless it is among {@code chunkDocuments}. */
    public Document document(MemberChunk chunk) {
        Document made = chunkDocuments.get(chunk.hash());
        return made == null ? ChunkFormat.write(chunk) : made;
    }

    /**
     * A new ledger, at revision 0.
     *
     * @param epoch its first
     */
    public record CreatedLedger(LedgerId ledger, String epoch) {}

    /**
     * A sealed entry.
     *
     * @param after        the state that it left
     * @param newDocuments the documents that its changes lead to, some of which may be stored already
     * @param chunks       the chunks of members that those documents need and that were not stored before; each is
     *     stored as {@link Batch#document} says, and only once if two entries need it
     */
    public record Written(
            LedgerId ledger,
            LedgerEntry entry,
            LedgerState after,
            Collection<Document> newDocuments,
            Collection<MemberChunk> chunks) {

        /** Copies the lists. */
        public Written {
            newDocuments = List.copyOf(newDocuments);
            chunks = List.copyOf(chunks);
        }
    }
}
