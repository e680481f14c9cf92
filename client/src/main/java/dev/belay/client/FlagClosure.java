package dev.belay.client;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the answers of a flag depend on, for telling whether it has changed.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FlagClosure {

    private final LedgerState state;
    private final Snapshot snapshot;
    private final Map<Subject, Optional<SubjectState>> found = new LinkedHashMap<>();

    private FlagClosure(LedgerState state) {
        this.state = state;
        this.snapshot = state.snapshot();
    }

    /** The flag and all flags and segments below it; empty when there is no such flag. */
    static Map<Subject, Optional<SubjectState>> of(@Nullable LedgerState state, String flag) {
        if (state == null || state.snapshot().flag(flag) == null) {
            return Map.of();
        }
        FlagClosure closure = new FlagClosure(state);
        closure.visitFlag(flag);
        return closure.found;
    }

    private boolean isNew(Subject subject) {
        return found.putIfAbsent(subject, Optional.ofNullable(state.subject(subject))) == null;
    }

    private void visitFlag(String key) {
        if (isNew(Subject.flag(key)) && snapshot.flag(key) instanceof SnapshotFlag.Understood understood) {
            Flag flag = understood.flag();
            flag.prerequisites().forEach(each -> visitFlag(each.flag()));
            flag.rules().forEach(rule -> visit(rule.when()));
        }
    }

    private void visitSegment(String key) {
        Segment segment = snapshot.segment(key);
        if (isNew(Subject.segment(key)) && segment != null) {
            segment.when().ifPresent(this::visit);
        }
    }

    private void visit(Condition condition) {
        if (condition instanceof Condition.All all) {
            all.parts().forEach(this::visit);
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(this::visit);
        } else if (condition instanceof Condition.Not not) {
            visit(not.part());
        } else if (condition instanceof Condition.InSegment in) {
            visitSegment(in.segment());
        } else if (condition instanceof Condition.FlagServes serves) {
            visitFlag(serves.flag());
        } else if (condition instanceof Condition.FlagDisabled disabled) {
            visitFlag(disabled.flag());
        }
    }
}
