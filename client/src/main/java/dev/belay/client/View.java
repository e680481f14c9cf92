package dev.belay.client;

import dev.belay.client.source.FlagSource;
import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.evaluation.Outcome;
import dev.belay.core.evaluation.Scope;
import dev.belay.core.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all sources have at one moment, first one first: the one thing that an evaluation reads.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class View {

    static final View NOTHING = new View(new FlagSource[0], EvaluationContext.empty());

    private final @Nullable Snapshot[] snapshots;
    private final @Nullable Scope[] scopes;

    View(FlagSource[] sources, EvaluationContext facts) {
        this.snapshots = new @Nullable Snapshot[sources.length];
        this.scopes = new @Nullable Scope[sources.length];
        for (int at = 0; at < sources.length; at++) {
            Snapshot snapshot = sources[at].snapshot();
            snapshots[at] = snapshot;
            scopes[at] = snapshot == null ? null : Scope.of(snapshot, facts);
        }
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

    /** The scope in which a flag is decided: that of the first source that knows it; null when none does. */
    @Nullable
    Scope scopeOf(String flag) {
        for (int at = 0; at < snapshots.length; at++) {
            Snapshot snapshot = snapshots[at];
            if (snapshot != null && snapshot.find(flag) != null) {
                return scopes[at];
            }
        }
        return null;
    }

    /** What a flag answers; null when no source knows it. The moment is asked for only where the flag asks for it. */
    @Nullable
    Outcome answer(String flag, EvaluationContext context, Supplier<Moment> moment) {
        for (int at = 0; at < snapshots.length; at++) {
            Snapshot snapshot = snapshots[at];
            Scope scope = scopes[at];
            CompiledFlag found = snapshot == null ? null : snapshot.find(flag);
            if (found != null && scope != null) {
                return answer(found, scope, context, moment);
            }
        }
        return null;
    }

    static Outcome answer(CompiledFlag flag, Scope scope, EvaluationContext context, Supplier<Moment> moment) {
        return flag.asksMoment(scope.links())
                ? scope.at(moment.get()).answer(flag, context)
                : scope.answer(flag, context);
    }

    /** The scopes of the sources that have anything, first one first. */
    Iterable<Scope> scopes() {
        return Arrays.stream(scopes).filter(Objects::nonNull).toList();
    }
}
