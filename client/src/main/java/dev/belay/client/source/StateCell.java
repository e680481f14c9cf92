package dev.belay.client.source;

import dev.belay.core.Position;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.LogLine;
import dev.belay.json.state.LedgerState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of a source and how the source is doing.
 *
 * <p>Every change of phase is logged once.
 *
 * <p><b>Thread-safety:</b> read by many threads, which see one immutable state per read; written to by one thread.
 */
public final class StateCell {

    private static final Logger LOG = System.getLogger("dev.belay.client");

    private final String source;
    private final Signal signal;

    private volatile @Nullable String flagSet;
    private volatile Shown shown = new Shown(null, Health.notReady("Nothing has been received yet"));

    /** What belongs together: whoever sees a state sees what is said of it. */
    private record Shown(@Nullable LedgerState state, Health health) {}

    /**
     * A cell without a state.
     *
     * @param source what to call the source in log lines; never a credential
     * @param signal raised after every change that others may wait for
     */
    public StateCell(String source, Signal signal) {
        this.source = source;
        this.signal = signal;
    }

    /** Says which flag set the source is of, {@code project/environment}. */
    public void belongsTo(String named) {
        flagSet = named;
    }

    /** The flag set, as soon as the source knows it. */
    public Optional<String> flagSet() {
        return Optional.ofNullable(flagSet);
    }

    /** The newest state, or null when there is none yet. */
    public @Nullable LedgerState state() {
        return shown.state();
    }

    /** How the source is doing. */
    public Health health() {
        return shown.health();
    }

    /** The flags of the newest state; null when there is none yet. */
    public @Nullable Snapshot snapshot() {
        LedgerState now = shown.state();
        return now == null ? null : now.snapshot();
    }

    /** Shows a new state to evaluations. */
    public void publish(LedgerState next, Health.Phase phase, @Nullable Instant confirmedAt, String message) {
        show(next, new Health(phase, next.position(), confirmedAt, message));
        signal.raise();
    }

    /** Says how the source is doing while the state stays. */
    public void report(Health.Phase phase, String message) {
        Shown now = shown;
        show(now.state(), new Health(phase, position(now), now.health().confirmedAt(), message));
        signal.raise();
    }

    /** Notes that the state is still the newest. */
    public void confirm(Instant now) {
        Shown before = shown;
        boolean isNews = before.health().phase() != Health.Phase.READY;
        String message = isNews ? "Up to date" : before.health().message();
        show(before.state(), new Health(Health.Phase.READY, position(before), now, message));
        if (isNews) {
            signal.raise();
        }
    }

    private static @Nullable Position position(Shown now) {
        LedgerState state = now.state();
        return state == null ? null : state.position();
    }

    private void show(@Nullable LedgerState state, Health next) {
        Health before = shown.health();
        shown = new Shown(state, next);
        if (before.phase() != next.phase()) {
            LOG.log(levelOf(next.phase()), () -> line(next));
        }
    }

    private String line(Health next) {
        return LogLine.of("source." + next.phase().name().toLowerCase(Locale.ROOT))
                .with("source", source)
                .withKnown("flagSet", flagSet())
                .with("position", next.position() == null ? "none" : next.position())
                .with("message", next.message())
                .toString();
    }

    private static Level levelOf(Health.Phase phase) {
        if (phase == Health.Phase.READY) {
            return Level.INFO;
        }
        return phase == Health.Phase.FATAL ? Level.ERROR : Level.WARNING;
    }
}
