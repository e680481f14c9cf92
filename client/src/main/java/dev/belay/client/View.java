package dev.belay.client;

import dev.belay.client.source.FlagSource;
import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Scope;
import dev.belay.core.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all sources have at one moment, first one first: the one thing that an evaluation reads.
 *
 * <p><b>Thread-safety:</b> immutable, but for a cache that any thread may fill.
 */
final class View {

    static final View NOTHING = new View(new FlagSource[0], EvaluationContext.empty());

    private final @Nullable Snapshot[] snapshots;
    private final @Nullable Scope[] scopes;
    private final Bindings bindings;
    private final Binding unknown = Binding.unknown("", this);

    View(FlagSource[] sources, EvaluationContext facts) {
        this.snapshots = new @Nullable Snapshot[sources.length];
        this.scopes = new @Nullable Scope[sources.length];
        int flags = 0;
        for (int at = 0; at < sources.length; at++) {
            Snapshot snapshot = sources[at].snapshot();
            snapshots[at] = snapshot;
            scopes[at] = snapshot == null ? null : Scope.of(snapshot, facts);
            flags += snapshot == null ? 0 : snapshot.size();
        }
        this.bindings = new Bindings(flags);
    }

    /** Whether no source has anything newer. */
    boolean isOf(FlagSource[] sources) {
        for (int at = 0; at < snapshots.length; at++) {
            if (sources[at].snapshot() != snapshots[at]) {
                return false;
            }
        }
        return snapshots.length == sources.length;
    }

    /** A flag as the first source has it that knows it. */
    Binding bind(String flag) {
        Binding known = bindings.find(flag);
        return known == null ? look(flag) : known;
    }

    private Binding look(String flag) {
        for (Scope scope : scopes) {
            CompiledFlag found = scope == null ? null : scope.links().find(flag);
            if (scope != null && found != null) {
                // Where whoever asks had no stack left to read it, somebody else may.
                return found.isLasting(scope.links())
                        ? bindings.keep(Binding.of(flag, this, scope, found))
                        : Binding.of(flag, NOTHING, scope, found);
            }
        }
        return unknown;
    }

    /** Whether a source had anything, so that a flag that is not there did not exist. */
    boolean isAnswering(int source) {
        return source < snapshots.length && snapshots[source] != null;
    }

    /** The scopes of the sources that have anything, first one first. */
    Iterable<Scope> scopes() {
        return Arrays.stream(scopes).filter(Objects::nonNull).toList();
    }
}
