package dev.belay.testkit;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.SerialLedgerStore;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The stores outrun each other all the time, and hear of each other's commits only when they look. */
class SharedWithoutTurnsTest extends SharedLedgerContract {

    private final InMemoryJournal journal = InMemoryJournal.shared();

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        UnreliableJournal without = new UnreliableJournal(journal.another());
        without.sharing(WithoutTurns::new);
        return SerialLedgerStore.open(without, clock, epochs);
    }

    @Override
    protected int changesPerWriter() {
        return 300;
    }
}
