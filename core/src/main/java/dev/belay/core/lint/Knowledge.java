package dev.belay.core.lint;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is known of a flag set while it is linted. */
final class Knowledge {

    private static final int DEEPEST = 64;

    private final Snapshot snapshot;
    private final Terms terms = new Terms();
    private final Map<String, Outcomes> outcomes = new HashMap<>();
    private final Map<String, Outcomes> guesses = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private Budget budget;
    private int guessed;

    Knowledge(Snapshot snapshot, Budget budget) {
        this.snapshot = snapshot;
        this.budget = budget;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Terms terms() {
        return terms;
    }

    Budget budget() {
        return budget;
    }

    /** Goes on to another document, for which only what is sure is remembered. */
    void renew(Budget changed) {
        budget = changed;
        guesses.clear();
    }

    /** What a flag may serve while it is enabled; perhaps more than it really may. */
    Outcomes outcomes(Flag flag) {
        Outcomes sure = outcomes.get(flag.key());
        if (sure != null) {
            return sure;
        }
        Outcomes guess = guesses.get(flag.key());
        if (guess == null && !budget.isSpent() && underWay.size() < DEEPEST && underWay.add(flag.key())) {
            return find(flag);
        }
        guessed++;
        return guess == null ? Outcomes.anyOf(flag) : guess;
    }

    /** Finds out, and remembers for other documents only what no guess and no spent budget took part in. */
    private Outcomes find(Flag flag) {
        int before = guessed;
        Outcomes found = Decisions.of(flag, this).outcomes();
        underWay.remove(flag.key());
        boolean sure = guessed == before && !budget.isSpent();
        (sure ? outcomes : guesses).put(flag.key(), found);
        return found;
    }

    /** Everything that may be found by a facet, before anything is claimed; flags may be enabled or disabled. */
    Extent all(Facet facet) {
        if (facet.reading() != Reading.FLAG) {
            return Terms.all(facet);
        }
        SnapshotFlag found = snapshot.flag((String) facet.name());
        if (found == null) {
            return Extent.of(Mark.NONE);
        }
        return found instanceof SnapshotFlag.Understood readable
                ? Extent.of(Names.of(outcomes(readable.flag()).variants())).or(Extent.of(Mark.DISABLED, Mark.NONE))
                : facet.reading().all();
    }

    /** Whether asking the condition may end in neither yes nor no, because something is not understood here. */
    boolean mayFail(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().anyMatch(this::mayFail);
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(this::mayFail);
        }
        if (condition instanceof Condition.Not not) {
            return mayFail(not.part());
        }
        if (condition instanceof Condition.FlagServes serves) {
            return snapshot.flag(serves.flag()) instanceof SnapshotFlag.NotUnderstood;
        }
        return condition instanceof Condition.NotUnderstood
                || (condition instanceof Condition.FlagDisabled disabled
                        && snapshot.flag(disabled.flag()) instanceof SnapshotFlag.NotUnderstood);
    }

    /** What is particular about a facet of which nothing is left. */
    String about(Facet facet) {
        if (facet.reading() != Reading.FLAG) {
            return facet.reading() == Reading.KEY ? "no key is left for " + Words.quoted((String) facet.name()) : "";
        }
        SnapshotFlag found = snapshot.flag((String) facet.name());
        if (found == null) {
            return "there is no flag " + Words.quoted((String) facet.name());
        }
        return found instanceof SnapshotFlag.Understood readable
                ? "it serves " + outcomes(readable.flag()).words() + " only"
                : "";
    }
}
