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
    private volatile @Nullable LedgerState state;
    private volatile Health health = Health.notReady("Nothing has been received yet");

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
        return state;
    }

    /** How the source is doing. */
    public Health health() {
        return health;
    }

    /** The flags of the newest state; null when there is none yet. */
    public @Nullable Snapshot snapshot() {
        LedgerState now = state;
        return now == null ? null : now.snapshot();
    }

    /** Shows a new state to evaluations. */
    public void publish(LedgerState next, Health.Phase phase, @Nullable Instant confirmedAt, String message) {
        state = next;
        change(new Health(phase, next.position(), confirmedAt, message));
        signal.raise();
    }

    /** Says how the source is doing while the state stays. */
    public void report(Health.Phase phase, String message) {
        change(new Health(phase, position(), health.confirmedAt(), message));
        signal.raise();
    }

    /** Notes that the state is still the newest. */
    public void confirm(Instant now) {
        Health before = health;
        if (before.phase() == Health.Phase.READY) {
            health = new Health(Health.Phase.READY, position(), now, before.message());
        } else {
            change(new Health(Health.Phase.READY, position(), now, "Up to date"));
            signal.raise();
        }
    }

    private @Nullable Position position() {
        LedgerState now = state;
        return now == null ? null : now.position();
    }

    private void change(Health next) {
        Health before = health;
        health = next;
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
