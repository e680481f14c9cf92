package dev.belay.store.redis;

import dev.belay.core.Position;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Checksum;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Standing;

/**
 * Where a ledger stands, as the hash of ledgers has it.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param checksum of the state that the newest entry left
 */
record HeadRow(Standing standing, String checksum) {

    static HeadRow created(String epoch) {
        return new HeadRow(new Standing(new Position(epoch, 0), LedgerEntry.NO_PREVIOUS), Checksum.EMPTY.hex());
    }

    static HeadRow after(Batch.Written written) {
        LedgerEntry entry = written.entry();
        return new HeadRow(
                new Standing(entry.position(), entry.hash()),
                written.after().checksum().hex());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static HeadRow parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("'" + text + "' does not say where a ledger stands");
        }
        return new HeadRow(new Standing(new Position(parts[0], Long.parseLong(parts[1])), parts[2]), parts[3]);
    }

    String text() {
        return standing.position().epoch() + " " + revision() + " " + standing.hash() + " " + checksum;
    }

    long revision() {
        return standing.position().revision();
    }
}
