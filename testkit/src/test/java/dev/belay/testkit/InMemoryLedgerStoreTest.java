package dev.belay.testkit;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.SerialLedgerStore;
import java.time.InstantSource;
import java.util.function.Supplier;

class InMemoryLedgerStoreTest extends LedgerStoreContract {

    private final UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return SerialLedgerStore.open(journal, clock, epochs);
    }

    @Override
    public void damage(LedgerId ledger, long revision) {
        journal.damage(ledger, revision, InMemoryLedgerStoreTest::withAnotherAction);
    }

    private static LedgerEntry withAnotherAction(LedgerEntry entry) {
        return new LedgerEntry(
                entry.position(),
                entry.at(),
                entry.actor(),
                entry.onBehalfOf(),
                "forged",
                entry.reason(),
                entry.changes(),
                entry.links(),
                entry.previous(),
                entry.hash());
    }
}
