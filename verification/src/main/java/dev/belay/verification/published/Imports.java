package dev.belay.verification.published;

import dev.belay.core.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** For every algorithm, splits as the product has them and as an import writes them. */
final class Imports {

    private static final String FLAG = "checkout.new-flow";
    private static final int VARIANT_SEED = 86028157;
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private Imports() {}

    static List<Import> all() {
        return Stream.of(unleash(), launchDarkly(), growthBook(), flagd(), gutter(), gargoyle(), featureRamp())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Import> unleash() {
        List<Import> imports = new ArrayList<>();
        for (int rollout : new int[] {1, 25, 99}) {
            imports.add(texts(
                    "unleash",
                    rollout + " %",
                    key -> Formulas.unleash(FLAG, key, 100, 0) <= rollout ? 0 : SplitFlag.NONE,
                    SplitFlag.ofWeights(bucketing("unleash", FLAG, 100), rollout)));
        }
        for (int[] weights : new int[][] {{500, 500}, {333, 333, 334}, {1, 49, 50}}) {
            int total = Arrays.stream(weights).sum();
            imports.add(texts(
                    "unleash-variants",
                    Arrays.toString(weights),
                    key -> first(weights, Formulas.unleash(FLAG, key, total, VARIANT_SEED) - 1),
                    SplitFlag.ofWeights(bucketing("unleash-variants", FLAG, total), weights)));
        }
        return imports;
    }

    private static List<Import> launchDarkly() {
        List<Import> imports = new ArrayList<>();
        for (int[] weights : new int[][] {{50_000, 50_000}, {33_333, 33_333, 33_334}, {100, 7_900, 92_000}}) {
            imports.add(texts(
                    "launchdarkly",
                    Arrays.toString(weights),
                    key -> Formulas.launchDarklyVariation(Formulas.launchDarkly(FLAG + ".salt", key), weights),
                    SplitFlag.ofWeights(bucketing("launchdarkly", FLAG + ".salt", 100_000), weights)));
        }
        return imports;
    }

    private static List<Import> growthBook() {
        List<Import> imports = new ArrayList<>();
        for (int version : new int[] {1, 2}) {
            for (double coverage : new double[] {0.1, 0.253, 0.9}) {
                imports.add(growthBook(version, "coverage " + coverage, number -> number <= coverage ? 0 : -1));
            }
            for (double[] weights : new double[][] {{0.5, 0.5}, {0.1, 0.2, 0.7}, {0.334, 0.333, 0.333}}) {
                imports.add(growthBook(
                        version,
                        Arrays.toString(weights) + " of 80 %",
                        number -> Formulas.growthBookVariation(number, 0.8, weights)));
            }
        }
        return imports;
    }

    /** The import counts the buckets that the product's own comparisons give each variation, rounding included. */
    private static Import growthBook(int version, String setting, Choice choice) {
        int total = version == 1 ? 1_000 : 10_000;
        IntToDoubleFunction number = bucket -> bucket / (double) total;
        return texts(
                "growthbook-" + version,
                setting,
                key -> choice.of(Formulas.growthBook(version, FLAG, key)),
                SplitFlag.of(
                        bucketing("growthbook-" + version, FLAG, total),
                        pieces(total, bucket -> choice.of(number.applyAsDouble(bucket)))));
    }

    private static List<Import> flagd() {
        List<Import> imports = new ArrayList<>();
        for (int[] weights : new int[][] {{50, 50}, {33, 33, 34}, {1, 6, 990, 3}}) {
            int total = Arrays.stream(weights).sum();
            imports.add(texts(
                    "belay-1",
                    Arrays.toString(weights),
                    key -> Formulas.flagd(FLAG + key, weights),
                    SplitFlag.ofWeights(bucketing("belay-1", FLAG, total), weights)));
            imports.add(texts(
                    "flagd-legacy",
                    Arrays.toString(weights),
                    key -> Formulas.flagdBefore(FLAG + key, weights),
                    SplitFlag.ofWeights(bucketing("flagd-legacy", FLAG, total), weights)));
        }
        return imports;
    }

    private static List<Import> gutter() {
        List<Import> imports = new ArrayList<>();
        for (int percent : new int[] {1, 20, 99}) {
            imports.add(texts(
                    "gutter",
                    percent + " % of texts",
                    key -> Formulas.python(key) < percent ? 0 : SplitFlag.NONE,
                    SplitFlag.ofWeights(gutter("text", 100), percent)));
            imports.add(new Import(
                    "gutter",
                    percent + ".25 % of numbers",
                    key -> Formulas.gutterDecimal(key).compareTo(new BigDecimal(percent + ".25")) < 0
                            ? 0
                            : SplitFlag.NONE,
                    SplitFlag.ofWeights(gutter("decimal", 10_000), percent * 100 + 25),
                    TestKeys::decimal));
        }
        return imports;
    }

    private static List<Import> gargoyle() {
        List<Import> imports = new ArrayList<>();
        for (int[] range : new int[][] {{0, 49}, {50, 99}, {7, 7}}) {
            SplitFlag flag = SplitFlag.of(
                    Map.of("algorithm", Value.of("gargoyle"), "salt", Value.of(FLAG)),
                    pieces(100, bucket -> bucket >= range[0] && bucket <= range[1] ? 0 : SplitFlag.REST));
            ToIntFunction<BigInteger> product = id -> {
                int bucket = id.mod(HUNDRED).intValue();
                return bucket >= range[0] && bucket <= range[1] ? 0 : SplitFlag.NONE;
            };
            String setting = range[0] + "-" + range[1];
            imports.add(new Import(
                    "gargoyle",
                    setting + " of identities",
                    key -> product.applyAsInt(new BigInteger(key)),
                    flag,
                    TestKeys::integer));
            imports.add(new Import(
                    "gargoyle",
                    setting + " of addresses",
                    key -> product.applyAsInt(BigInteger.valueOf(Formulas.sumOfOctets(key))),
                    flag,
                    TestKeys::address));
        }
        return imports;
    }

    private static List<Import> featureRamp() {
        List<Import> imports = new ArrayList<>();
        for (int percent : new int[] {1, 50, 99}) {
            imports.add(texts(
                    "feature-ramp",
                    percent + " %",
                    key -> (Formulas.python(FLAG) + Formulas.python(key)) % 100 < percent ? 0 : SplitFlag.NONE,
                    SplitFlag.ofWeights(bucketing("feature-ramp", FLAG, 100), percent)));
        }
        return imports;
    }

    /** What a product says of a number from 0 to 1: the variant, or -1. */
    private interface Choice {
        int of(double number);
    }

    private static Import texts(String algorithm, String setting, ToIntFunction<String> product, SplitFlag flag) {
        return new Import(algorithm, setting, product, flag, TestKeys::text);
    }

    private static int first(int[] weights, int bucket) {
        int end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += weights[at];
            if (bucket < end) {
                return at;
            }
        }
        return SplitFlag.NONE;
    }

    /** The runs of equal choices over all buckets. */
    private static List<SplitFlag.Piece> pieces(int total, IntUnaryOperator choice) {
        List<SplitFlag.Piece> pieces = new ArrayList<>();
        int begin = 0;
        for (int bucket = 1; bucket <= total; bucket++) {
            if (bucket == total || choice.applyAsInt(bucket) != choice.applyAsInt(begin)) {
                pieces.add(new SplitFlag.Piece(choice.applyAsInt(begin), bucket - begin));
                begin = bucket;
            }
        }
        return pieces;
    }

    private static Map<String, Value> gutter(String keys, int total) {
        Map<String, Value> bucketing = new LinkedHashMap<>(bucketing("gutter", FLAG, total));
        bucketing.put("parameters", Value.of(Map.of("keys", Value.of(keys))));
        return bucketing;
    }

    private static Map<String, Value> bucketing(String algorithm, String salt, int total) {
        return Map.of(
                "algorithm", Value.of(algorithm),
                "salt", Value.of(salt),
                "total", Value.of((double) total));
    }
}
