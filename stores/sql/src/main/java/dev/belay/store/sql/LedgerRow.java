package dev.belay.store.sql;

import dev.belay.core.Position;
import dev.belay.json.state.Sha256;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Standing;
import java.nio.charset.StandardCharsets;

/**
 * A row of the table {@code ledger}: where a ledger stands.
 *
 * @param number   by which other tables name it
 * @param revision of its newest entry
 * @param hash     of its newest entry
 */
record LedgerRow(long number, LedgerId id, String epoch, long revision, String hash) {

    LedgerRow at(String newEpoch, long newRevision, String newHash) {
        return new LedgerRow(number, id, newEpoch, newRevision, newHash);
    }

    Standing standing() {
        return new Standing(new Position(epoch, revision), hash);
    }

    /** A hash over everything, because no entry chains the name and the end of a ledger. */
    String seal() {
        String text = number + "\n" + id.text() + "\n" + epoch + "\n" + revision + "\n" + hash;
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
