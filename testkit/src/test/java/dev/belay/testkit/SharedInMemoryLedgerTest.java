package dev.belay.testkit;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.SerialLedgerStore;
import java.time.InstantSource;
import java.util.function.Supplier;

class SharedInMemoryLedgerTest extends SharedLedgerContract {

    private final InMemoryJournal journal = InMemoryJournal.shared();

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return SerialLedgerStore.open(journal.another(), clock, epochs);
    }

    @Override
    protected int changesPerWriter() {
        return 1_000;
    }
}
