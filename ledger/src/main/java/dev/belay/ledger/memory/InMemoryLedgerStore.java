package dev.belay.ledger.memory;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.serial.SerialLedgerStore;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Opens ledger stores that forget everything with the process. */
public final class InMemoryLedgerStore {

    private InMemoryLedgerStore() {}

    /**
     * Opens a store without ledgers.
     *
     * @param epochs makes the identity of a new ledger's line of history
     */
    public static LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return SerialLedgerStore.open(new InMemoryJournal(), clock, epochs);
    }
}
