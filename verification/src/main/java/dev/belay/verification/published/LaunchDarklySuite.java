package dev.belay.verification.published;

import static dev.belay.verification.published.Published.has;
import static dev.belay.verification.published.Published.integer;
import static dev.belay.verification.published.Published.items;
import static dev.belay.verification.published.Published.key;
import static dev.belay.verification.published.Published.member;
import static dev.belay.verification.published.Published.number;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** LaunchDarkly's own vectors, and the rollouts of the test harness that every one of its SDKs passes. */
final class LaunchDarklySuite {

    private static final int ALL = 100_000;

    private LaunchDarklySuite() {}

    static List<Suite> all() {
        return List.of(
                new Suite("LaunchDarkly bucketing vectors", 10, LaunchDarklySuite::vectors),
                new Suite("LaunchDarkly rollouts and experiments", 7, LaunchDarklySuite::rollouts));
    }

    private static void vectors(SuiteFiles files, Tally tally) {
        items(member(files.json("launchdarkly-sdk-test-harness/bucketing-vectors.json"), "vectors"))
                .forEach(vector -> vector(vector, tally));
    }

    private static void vector(Value vector, Tally tally) {
        Value value = member(vector, "contextValue");
        Value seed = member(vector, "seed");
        String salt = has(vector, "seed")
                ? key(seed)
                : key(member(vector, "flagOrSegmentKey")) + "." + key(member(vector, "salt"));
        int expected = (int) Math.floor(number(member(vector, "bucket")) * ALL);
        if (value.equals(Value.NULL)) {
            // Of slices of 1 and 99,999, only bucket 0 gets the first.
            EvaluationContext context = EvaluationContext.of(Map.of("a", member(vector, "bucketByAttributeValue")));
            int served = SplitFlag.ofWeights(bucketing(salt, "a"), 1, ALL - 1).serve(context);
            tally.compare(vector.toString(), served, expected == 0 ? 0 : 1);
            return;
        }
        tally.compare(vector.toString(), Algorithm.LAUNCHDARKLY.bucket(salt, key(value), ALL), expected);
    }

    private static void rollouts(SuiteFiles files, Tally tally) {
        files.jsonFiles("launchdarkly-sdk-test-harness/data-files/server-side-eval", "rollout-or-experiment")
                .forEach(file ->
                        items(member(file, "evaluations")).forEach(evaluation -> rollout(file, evaluation, tally)));
    }

    private static void rollout(Value file, Value evaluation, Tally tally) {
        String flag = key(member(evaluation, "flagKey"));
        Value document = member(file, "sdkData", "flags", flag);
        Value rollout = has(document, "rules")
                ? member(items(member(document, "rules")).findFirst().orElseThrow(), "rollout")
                : member(document, "fallthrough", "rollout");
        if (items(member(rollout, "variations")).findAny().isEmpty()) {
            tally.notAsked("of a split without slices, which a document cannot have");
            return;
        }
        SplitFlag split = SplitFlag.of(bucketing(flag + ".", "targetingKey"), pieces(rollout));
        tally.compare(
                key(member(file, "name")) + ", " + key(member(evaluation, "name")),
                split.serve(key(member(evaluation, "context", "key"))),
                integer(member(evaluation, "expect", "variationIndex")));
    }

    /** Whoever lies past the end gets the last variation there, so its slice takes what is left. */
    private static List<SplitFlag.Piece> pieces(Value rollout) {
        List<SplitFlag.Piece> pieces = new ArrayList<>();
        int left = ALL;
        for (Value variation : items(member(rollout, "variations")).toList()) {
            int weight = integer(member(variation, "weight"));
            pieces.add(new SplitFlag.Piece(integer(member(variation, "variation")), weight));
            left -= weight;
        }
        SplitFlag.Piece last = pieces.removeLast();
        pieces.add(new SplitFlag.Piece(last.variant(), last.weight() + left));
        return pieces;
    }

    private static Map<String, Value> bucketing(String salt, String by) {
        return Map.of(
                "algorithm", Value.of("launchdarkly"),
                "salt", Value.of(salt),
                "by", Value.of(by),
                "onMissingKey", Value.of("firstSlice"));
    }
}
