package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.verify.ChainCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes from entry to entry until one does not hold, or cannot be read. */
final class ExportWalk {

    private static final int PAGE = 200;

    private final LedgerRow ledger;
    private final EntryTable entries;
    private final StateReader states;
    private final ChainCheck check;
    private final Deque<LedgerEntry> ahead = new ArrayDeque<>();
    private int page = PAGE;
    private @Nullable BrokenEntry broken;

    /**
     * Begins after an entry.
     *
     * @throws LedgerBrokenException if the state that it left cannot be proven
     */
    ExportWalk(Connection connection, LedgerRow ledger, StateReader states, long after) throws SQLException {
        this.ledger = ledger;
        this.states = states;
        entries = new EntryTable(connection, ledger);
        check = after == 0 ? states.proofFromTheBeginning() : states.proof(after);
    }

    /** The next entry; empty at the end or at a break. */
    Optional<LedgerEntry> next() {
        try {
            if (ahead.isEmpty()) {
                readAhead();
            }
            LedgerEntry entry = ahead.poll();
            if (entry != null) {
                states.accept(check, entry);
            } else if (reached() < ledger.revision()) {
                throw entries.missing(reached() + 1);
            }
            return Optional.ofNullable(entry);
        } catch (LedgerBrokenException found) {
            return stop(found.entry().orElseGet(() -> here(found.finding().sentence())));
        } catch (SQLException unreadable) {
            return stop(here("it cannot be read (" + Damage.detail(unreadable) + ")"));
        }
    }

    /** What the entries so far have led to. */
    LedgerState state() {
        return check.state();
    }

    /** The revision of the last entry that holds. */
    long reached() {
        return check.state().position().revision();
    }

    Optional<BrokenEntry> broken() {
        return Optional.ofNullable(broken);
    }

    /** One broken entry makes a whole page unreadable, so those before it are then read one by one. */
    private void readAhead() throws SQLException {
        try {
            ahead.addAll(entries.unproven(reached(), EntryTable.MAX_REVISION, page));
        } catch (SQLException | LedgerBrokenException unreadable) {
            if (page == 1) {
                throw unreadable;
            }
            page = 1;
            readAhead();
        }
    }

    private BrokenEntry here(String detail) {
        return new BrokenEntry(ledger.id(), reached() + 1, detail);
    }

    private Optional<LedgerEntry> stop(BrokenEntry found) {
        broken = found;
        return Optional.empty();
    }
}
