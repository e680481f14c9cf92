package dev.belay.json.bucketing;

import static dev.belay.json.bucketing.Suites.isTrue;
import static dev.belay.json.bucketing.Suites.item;
import static dev.belay.json.bucketing.Suites.items;
import static dev.belay.json.bucketing.Suites.key;
import static dev.belay.json.bucketing.Suites.member;
import static dev.belay.json.bucketing.Suites.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.Json;
import dev.belay.json.context.ContextFormat;
import dev.belay.json.flag.FlagFormat;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Agrees with the vectors that the products themselves publish. */
class PublishedVectorsTest {

    @Test
    void launchDarkly() {
        run(
                "LaunchDarkly bucketing vectors",
                10,
                tally -> items(member(Suites.json("launchdarkly-sdk-test-harness/bucketing-vectors.json"), "vectors"))
                        .forEach(vector -> launchDarkly(vector, tally)));
    }

    @Test
    void growthBookHashes() {
        run(
                "GrowthBook hashes",
                9,
                tally -> items(member(Suites.json("growthbook-cases/cases.json"), "hash"))
                        .forEach(each -> growthBook(each, tally)));
    }

    @Test
    void growthBookNamespaces() {
        run(
                "GrowthBook namespaces",
                10,
                tally -> items(member(Suites.json("growthbook-cases/cases.json"), "inNamespace"))
                        .forEach(each -> namespace(each, tally)));
    }

    @Test
    void flagdFractional() {
        run("flagd fractional v1", 12, tally -> FractionalSuite.run("1", Algorithm.FLAGD_LEGACY, tally));
        run("flagd fractional v2", 15, tally -> FractionalSuite.run("2", Algorithm.BELAY_1, tally));
    }

    @Test
    void gutter() {
        run("Gutter percentages", 180, tally -> {
            Value file = Suites.json("articles/gutter-operators.json");
            items(member(file, "percent_decisions")).forEach(each -> gutterDecision(each, tally));
            items(member(file, "string_variable_buckets"))
                    .forEach(each -> gutterBucket(each, "string_utf8", "text", "bucket", tally));
            items(member(file, "int_buckets")).forEach(each -> {
                gutterBucket(each, "value", "integer", "bucket_hash_path", tally);
                gutterBucket(each, "value", "decimal", "bucket_raw_decimal_path", tally);
            });
        });
    }

    @Test
    void gargoyle() {
        run(
                "Gargoyle percentages",
                74,
                tally -> items(Suites.json("articles/gargoyle-percent.json")).forEach(each -> gargoyle(each, tally)));
    }

    @Test
    void featureRamp() {
        run(
                "Feature Ramp rankings",
                76,
                tally -> items(member(Suites.json("articles/feature-ramp.json"), "rankings"))
                        .forEach(each -> featureRamp(each, tally)));
    }

    private static void launchDarkly(Value vector, Tally tally) {
        Value value = member(vector, "contextValue");
        Value seed = member(vector, "seed");
        String salt = seed.equals(Value.NULL)
                ? key(member(vector, "flagOrSegmentKey")) + "." + key(member(vector, "salt"))
                : key(seed);
        int expected = (int) Math.floor(number(member(vector, "bucket")) * 100_000);
        if (value.equals(Value.NULL)) {
            // Of slices of 1 and 99,999, only bucket 0 gets the first.
            Value attribute = member(vector, "bucketByAttributeValue");
            tally.compare(vector.toString(), servedByLaunchDarkly(salt, attribute), expected == 0 ? "first" : "second");
            return;
        }
        tally.compare(vector.toString(), Algorithm.LAUNCHDARKLY.bucket(salt, key(value), 100_000), expected);
    }

    private static String servedByLaunchDarkly(String salt, Value attribute) {
        Flag flag = FlagFormat.read(Json.read("""
                {"key": "f", "type": "boolean", "enabled": true,
                 "variants": [{"name": "first", "value": true}, {"name": "second", "value": false}],
                 "otherwise": {"split": {"slices": [{"variant": "first", "weight": 1},
                                                    {"variant": "second", "weight": 99999}]}},
                 "bucketing": {"algorithm": "launchdarkly", "salt": "SALT", "by": "a", "onMissingKey": "firstSlice"}}
                """.replace("SALT", salt)));
        Snapshot snapshot = Snapshot.empty(new Position("e1", 0))
                .change()
                .put(new SnapshotFlag.Understood(1, flag))
                .at(new Position("e1", 1));
        EvaluationContext context = ContextFormat.read(Value.of(Map.of("a", attribute)));
        return Evaluator.evaluate(snapshot, "f", context, new Moment(Instant.EPOCH, 0))
                .variant()
                .map(Variant::name)
                .orElse("nothing");
    }

    private static void growthBook(Value each, Tally tally) {
        int version = (int) number(item(each, 2));
        Optional<Algorithm> algorithm = Algorithm.find("growthbook-" + version);
        Optional<Double> answer = algorithm.map(found -> {
            int total = found.totals().usual();
            return found.bucket(key(item(each, 0)), key(item(each, 1)), total) / (double) total;
        });
        Value expected = item(each, 3);
        tally.compare(
                each.toString(),
                answer,
                expected.equals(Value.NULL) ? Optional.empty() : Optional.of(number(expected)));
    }

    private static void namespace(Value each, Tally tally) {
        Value namespace = item(each, 2);
        int bucket = Algorithm.GROWTHBOOK_1.bucket("__" + key(item(namespace, 0)), key(item(each, 1)), 1_000);
        boolean within = bucket >= Math.ceil(number(item(namespace, 1)) * 1_000)
                && bucket < Math.ceil(number(item(namespace, 2)) * 1_000);
        tally.compare(each.toString(), within, isTrue(item(each, 3)));
    }

    private static void gutterDecision(Value each, Tally tally) {
        Value argument = member(each, "argument");
        Value arguments = member(each, "args");
        boolean isVariable = !member(argument, "variable").equals(Value.NULL);
        Bucketing bucketing = gutter(isVariable ? "text" : "decimal", 10_000);
        Value value = member(argument, isVariable ? "value" : "raw");
        // The suite notes a boolean by its name; booleans are no keys here.
        if (value.equals(Value.of("False"))) {
            tally.cannotBeExpressed();
            return;
        }
        long point = bucketing.point(key(value));
        boolean isRange = key(member(each, "operator")).equals("percent_range");
        double low = isRange ? number(member(arguments, "lower_limit")) : 0;
        double high = number(member(arguments, isRange ? "upper_limit" : "percentage"));
        int bucket = point == Bucketing.NO_POINT ? -1 : bucketing.bucket(point);
        boolean within = bucket >= Math.max(0, Math.round(low * 100)) && bucket < Math.round(high * 100);
        tally.compare(each.toString(), within, isTrue(member(each, "result")));
    }

    private static void gutterBucket(Value each, String from, String keys, String expected, Tally tally) {
        Bucketing bucketing = gutter(keys, 100);
        String key = key(member(each, from));
        tally.compare(
                each.toString(), Integer.toString(bucketing.bucket(bucketing.point(key))), key(member(each, expected)));
    }

    private static Bucketing gutter(String keys, int total) {
        return new Bucketing(
                Algorithm.GUTTER, "", "targetingKey", total, Map.of("keys", keys), MissingKey.FALL_THROUGH);
    }

    private static void gargoyle(Value each, Tally tally) {
        Value id = member(each, "id");
        String key = key(id.equals(Value.NULL) ? member(each, "ip") : id);
        int bucket = Algorithm.GARGOYLE.bucket("", key, 100);
        String[] ends = key(member(each, "condition")).split("-", -1);
        // Both ends are included there, so the share ends one bucket later.
        boolean within = bucket >= Integer.parseInt(ends[0]) && bucket < Integer.parseInt(ends[1]) + 1;
        tally.compare(
                each.toString(),
                bucket + " " + within,
                key(member(each, "bucket")) + " " + isTrue(member(each, "active")));
    }

    private static void featureRamp(Value each, Tally tally) {
        Value group = member(each, "feature_group_name");
        String salt = key(group.equals(Value.NULL) ? member(each, "feature_name") : group);
        int bucket = Algorithm.FEATURE_RAMP.bucket(salt, key(member(each, "identifier")), 100);
        tally.compare(each.toString(), bucket, (int) number(member(each, "ranking")));
    }

    private static void run(String suite, int least, Consumer<Tally> cases) {
        if (!Suites.areBesideTheProject()) {
            System.out.println(suite + ": not run, the suites are not beside the project");
            return;
        }
        Tally tally = new Tally();
        cases.accept(tally);
        System.out.println(suite + ": " + tally);
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.total()).isGreaterThanOrEqualTo(least);
    }
}
