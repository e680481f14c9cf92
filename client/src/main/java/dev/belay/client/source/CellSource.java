package dev.belay.client.source;

import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.state.LedgerState;
import org.jspecify.annotations.Nullable;

/**
 * A source that keeps its newest state, and how it is doing, in a cell.
 *
 * <p><b>Thread-safety:</b> reading is safe for use by many threads; the cell is written to by the source's one thread.
 */
public abstract class CellSource implements FlagSource {

    /** What the source has. */
    protected final StateCell cell;

    /** A source without a state; name and signal are those of its cell. */
    protected CellSource(String name, Signal signal) {
        this.cell = new StateCell(name, signal);
    }

    @Override
    public final @Nullable Snapshot snapshot() {
        return cell.snapshot();
    }

    @Override
    public final Health health() {
        return cell.health();
    }

    @Override
    public final @Nullable LedgerState state() {
        return cell.state();
    }
}
