package dev.belay.verification.published;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.flag.FlagFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flag whose only decision is a split, read from its document and asked through the evaluator, as an imported one is.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class SplitFlag {

    /** What the flag answers where its split decides nothing. */
    static final int NONE = -1;

    /** The slice of nobody. */
    static final int REST = -1;

    private static final String KEY = "imported";
    private static final Moment MOMENT = new Moment(Instant.EPOCH, 0);

    private final Snapshot snapshot;

    private SplitFlag(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * A slice of the split.
     *
     * @param variant its number, or {@link #REST}
     */
    record Piece(int variant, int weight) {}

    /** A flag with a slice for each weight, in order. */
    static SplitFlag ofWeights(Map<String, Value> bucketing, int... weights) {
        List<Piece> pieces = new ArrayList<>();
        for (int weight : weights) {
            pieces.add(new Piece(pieces.size(), weight));
        }
        return of(bucketing, pieces);
    }

    static SplitFlag of(Map<String, Value> bucketing, List<Piece> pieces) {
        List<Value> variants = new ArrayList<>();
        List<Value> slices = new ArrayList<>();
        for (Piece piece : pieces) {
            Map<String, Value> slice = new LinkedHashMap<>(Map.of("weight", Value.of((double) piece.weight())));
            if (piece.variant() == REST) {
                slice.put("rest", Value.of(true));
            } else {
                slice.put("variant", name(piece.variant()));
            }
            slices.add(Value.of(slice));
        }
        int last = pieces.stream().mapToInt(Piece::variant).max().orElse(0);
        for (int variant = 0; variant <= Math.max(0, last); variant++) {
            variants.add(Value.of(Map.of("name", name(variant), "value", Value.of((double) variant))));
        }
        return new SplitFlag(snapshot(Map.of(
                "key", Value.of(KEY),
                "type", Value.of("number"),
                "enabled", Value.of(true),
                "variants", Value.of(variants),
                "otherwise", Value.of(Map.of("split", Value.of(Map.of("slices", Value.of(slices))))),
                "bucketing", Value.of(bucketing))));
    }

    /** The number of the variant that the targeting key gets, or {@link #NONE}. */
    int serve(String targetingKey) {
        return serve(EvaluationContext.of(targetingKey));
    }

    /** The number of the variant that the context gets, or {@link #NONE}. */
    int serve(EvaluationContext context) {
        return Evaluator.evaluate(snapshot, KEY, context, MOMENT)
                .variant()
                .map(variant -> Published.integer(variant.value()))
                .orElse(NONE);
    }

    private static Snapshot snapshot(Map<String, Value> document) {
        SnapshotFlag flag = new SnapshotFlag.Understood(1, FlagFormat.read(Value.of(document)));
        return Snapshot.empty(new Position("published", 0)).change().put(flag).at(new Position("published", 1));
    }

    private static Value name(int variant) {
        return Value.of("v" + variant);
    }
}
