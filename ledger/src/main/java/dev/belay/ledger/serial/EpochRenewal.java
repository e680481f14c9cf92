package dev.belay.ledger.serial;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Lets every ledger of a journal that was restored from a copy begin a new line of history. */
public final class EpochRenewal {

    private EpochRenewal() {}

    /**
     * Appends an entry with the action {@code renew-epoch} to each ledger, so that nobody takes what is appended from now
     * on for what was appended after the copy was made.
     *
     * @param journal to which nobody else appends
     * @param epochs  makes the random identities of the new lines
     * @throws LedgerBrokenException if an entry does not hold; nothing was written
     */
    public static void of(Journal journal, InstantSource clock, Supplier<String> epochs) {
        Map<LedgerId, Recovered> found = journal.recover();
        Renewal renewal = new Renewal(clock.instant());
        found.forEach((ledger, end) -> renewal.begin(ledger, end, epochs.get()));
        journal.write(renewal.batch());
    }
}
