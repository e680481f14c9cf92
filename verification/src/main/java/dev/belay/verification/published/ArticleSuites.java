package dev.belay.verification.published;

import static dev.belay.verification.published.Published.has;
import static dev.belay.verification.published.Published.integer;
import static dev.belay.verification.published.Published.isTrue;
import static dev.belay.verification.published.Published.items;
import static dev.belay.verification.published.Published.key;
import static dev.belay.verification.published.Published.member;
import static dev.belay.verification.published.Published.number;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import java.util.List;
import java.util.Map;

/** What Gutter, Gargoyle and Feature Ramp answered when they were run. */
final class ArticleSuites {

    private ArticleSuites() {}

    static List<Suite> all() {
        return List.of(
                new Suite("Gutter percentages", 180, ArticleSuites::gutter),
                new Suite(
                        "Gargoyle percentages",
                        74,
                        (files, tally) -> items(files.json("articles/gargoyle-percent.json"))
                                .forEach(each -> gargoyle(each, tally))),
                new Suite(
                        "Feature Ramp rankings",
                        76,
                        (files, tally) -> items(member(files.json("articles/feature-ramp.json"), "rankings"))
                                .forEach(each -> featureRamp(each, tally))),
                new Suite(
                        "django-waffle percentages",
                        0,
                        (files, tally) -> items(files.json("articles/waffle-scenarios.json"))
                                .forEach(each ->
                                        tally.notAsked("whose dice and cookies decide: its percentages hash no key"))));
    }

    private static void gutter(SuiteFiles files, Tally tally) {
        Value file = files.json("articles/gutter-operators.json");
        items(member(file, "percent_decisions")).forEach(each -> gutterDecision(each, tally));
        items(member(file, "string_variable_buckets"))
                .forEach(each -> gutterBucket(each, "string_utf8", "text", "bucket", tally));
        items(member(file, "int_buckets")).forEach(each -> {
            gutterBucket(each, "value", "integer", "bucket_hash_path", tally);
            gutterBucket(each, "value", "decimal", "bucket_raw_decimal_path", tally);
        });
        items(member(file, "float_variable_buckets"))
                .forEach(each -> tally.notAsked("of floats, whose hashes are not those of texts or integers"));
    }

    private static void gutterDecision(Value each, Tally tally) {
        Value argument = member(each, "argument");
        Value arguments = member(each, "args");
        boolean isVariable = has(argument, "variable");
        Bucketing bucketing = gutter(isVariable ? "text" : "decimal", 10_000);
        Value value = member(argument, isVariable ? "value" : "raw");
        // The suite notes a boolean by its name.
        if (value.equals(Value.of("False"))) {
            tally.notAsked("of booleans, which are no keys here");
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
        String key = key(member(each, has(each, "id") ? "id" : "ip"));
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
        String salt = key(member(each, has(each, "feature_group_name") ? "feature_group_name" : "feature_name"));
        int bucket = Algorithm.FEATURE_RAMP.bucket(salt, key(member(each, "identifier")), 100);
        tally.compare(each.toString(), bucket, integer(member(each, "ranking")));
    }
}
