package dev.belay.testkit;

import dev.belay.ledger.Draft;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every ledger store has to keep. A store's test extends this class and says how to open the store; each test
 * method gets an object of its own, and with it must get storage of its own.
 *
 * <p><b>Thread-safety:</b> confined to the thread of one test.
 */
public abstract class LedgerStoreContract
        implements AppendingContract,
                ReadingContract,
                IdempotencyContract,
                FollowingContract,
                DurabilityContract,
                MembersContract,
                ConcurrencyContract,
                PropertyContract,
                ArchiveContract {

    private final ManualClock clock = ManualClock.standing();
    private final Epochs epochs = new Epochs();
    private LedgerStore store;

    /** For subclasses. */
    protected LedgerStoreContract() {}

    /**
     * Opens a store on this object's storage: empty the first time, after that with what was kept.
     *
     * @throws dev.belay.ledger.LedgerBrokenException if the newest entry of a ledger does not hold
     */
    protected abstract LedgerStore open(InstantSource clock, Supplier<String> epochs);

    /** Changes the content of a stored entry, but not its hash, behind the back of the store, which may be open. */
    @Override
    public abstract void damage(LedgerId ledger, long revision);

    @Override
    public int histories() {
        return 25;
    }

    @BeforeEach
    final void openWithTwoEmptyLedgers() {
        store = open(clock, epochs);
        store.commit(Proposal.of(heads -> List.of(Draft.creating(CATALOGUE), Draft.creating(FLAGS))));
    }

    @AfterEach
    final void closeTheStore() {
        store.close();
    }

    @Override
    public final LedgerStore store() {
        return store;
    }

    @Override
    public final ManualClock clock() {
        return clock;
    }

    @Override
    public final LedgerStore reopen() {
        store.close();
        store = open(clock, epochs);
        return store;
    }

    @Override
    public final void shut() {
        store.close();
    }
}
