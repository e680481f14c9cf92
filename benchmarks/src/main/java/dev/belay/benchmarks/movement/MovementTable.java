package dev.belay.benchmarks.movement;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The share of a million keys that get another variant when weights are edited, by Belay's allocator and by the published
 * arithmetic of other products, beside the least that any could move. In steps, every step that moves a key counts.
 */
public final class MovementTable {

    private static final int KEYS = 1_000_000;
    private static final List<Scheme> SCHEMES = List.of(
            new BelayScheme(),
            ListedScheme.goFeatureFlag(),
            ListedScheme.unleash(),
            ListedScheme.launchDarkly(),
            ListedScheme.flagd());

    private MovementTable() {}

    /** Counts, and prints the table. */
    public static void print(PrintStream out) {
        out.printf("Keys that get another variant, in %% of %,d, summed over the steps of an edit%n", KEYS);
        out.printf("  %-52s %8s", "edit", "least");
        SCHEMES.forEach(scheme -> out.printf(" %15s", scheme.name()));
        out.println();
        for (Edit edit : Edit.ALL) {
            out.printf("  %-52s %8.3f", edit.name(), (double) least(edit));
            SCHEMES.forEach(scheme -> out.printf(" %15.3f", 100.0 * moved(scheme, edit) / KEYS));
            out.println();
        }
    }

    /** What the variants lose, in percent, step by step. */
    private static int least(Edit edit) {
        int least = 0;
        for (int index = 1; index < edit.steps().size(); index++) {
            Map<String, Integer> after = edit.steps().get(index);
            least += edit.steps().get(index - 1).entrySet().stream()
                    .mapToInt(old -> Math.max(0, old.getValue() - after.getOrDefault(old.getKey(), 0)))
                    .sum();
        }
        return least;
    }

    private static long moved(Scheme scheme, Edit edit) {
        List<Scheme.Split> splits = new ArrayList<>();
        splits.add(scheme.start(edit.steps().getFirst()));
        for (Map<String, Integer> step : edit.steps().subList(1, edit.steps().size())) {
            splits.add(splits.getLast().edit(step));
        }
        long moved = 0;
        for (int key = 0; key < KEYS; key++) {
            moved += moves(splits, "user-" + key);
        }
        return moved;
    }

    private static int moves(List<Scheme.Split> splits, String key) {
        int moves = 0;
        for (int index = 1; index < splits.size(); index++) {
            boolean stays =
                    splits.get(index).apply(key).equals(splits.get(index - 1).apply(key));
            moves += stays ? 0 : 1;
        }
        return moves;
    }
}
