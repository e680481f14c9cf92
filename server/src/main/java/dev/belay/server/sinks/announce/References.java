package dev.belay.server.sinks.announce;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.flag.ConditionTree;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To which subjects of a flag set others refer now. A reference that came or went since an event was recorded is a
 * change of its own, of which its own event tells.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class References {

    private final LedgerStore store;
    private final LedgerId flagSet;
    private final Set<Subject> targets = new HashSet<>();
    private boolean unknown;
    private @Nullable LedgerState of;

    References(LedgerStore store, LedgerId flagSet) {
        this.store = store;
        this.flagSet = flagSet;
    }

    /** Whether anything refers to a subject, or may do so in a way that is not understood here. */
    boolean lead(Subject subject) {
        LedgerState head = store.head(flagSet);
        if (head != of) {
            read(head.snapshot());
            of = head;
        }
        return unknown || targets.contains(subject);
    }

    private void read(Snapshot snapshot) {
        targets.clear();
        unknown = false;
        for (SnapshotFlag flag : snapshot.flags()) {
            switch (flag) {
                case SnapshotFlag.Understood understood -> read(understood.flag());
                case SnapshotFlag.NotUnderstood _ -> unknown = true;
            }
        }
        for (Segment segment : snapshot.segments()) {
            read(ConditionTree.of(segment));
        }
    }

    private void read(Flag flag) {
        flag.prerequisites().stream().map(Prerequisite::flag).map(Subject::flag).forEach(targets::add);
        read(ConditionTree.of(flag));
    }

    private void read(List<Condition> conditions) {
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.InSegment in -> targets.add(Subject.segment(in.segment()));
                case Condition.FlagServes serves -> targets.add(Subject.flag(serves.flag()));
                case Condition.FlagDisabled disabled -> targets.add(Subject.flag(disabled.flag()));
                case Condition.NotUnderstood _ -> unknown = true;
                case Condition.All _,
                        Condition.Any _,
                        Condition.Not _,
                        Condition.Share _,
                        Condition.OfMoment _,
                        Condition.Attribute _ -> {}
            }
        }
    }
}
