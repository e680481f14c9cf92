package dev.belay.ledger.serial;

import dev.belay.core.Position;

/**
 * Where a ledger stands in the storage.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param position the newest entry's; revision 0 for a ledger without entries
 * @param hash     the newest entry's, or {@link dev.belay.json.entry.LedgerEntry#NO_PREVIOUS}
 */
public record Standing(Position position, String hash) {

    /** Where a recovered ledger stands. */
    public static Standing of(Recovered recovered) {
        return new Standing(recovered.head().position(), recovered.headHash());
    }

    long revision() {
        return position.revision();
    }
}
