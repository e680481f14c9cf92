package dev.belay.verification.published;

import static dev.belay.verification.published.Published.isTrue;
import static dev.belay.verification.published.Published.item;
import static dev.belay.verification.published.Published.items;
import static dev.belay.verification.published.Published.key;
import static dev.belay.verification.published.Published.member;
import static dev.belay.verification.published.Published.number;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The sections of GrowthBook's cases that hashing and slices decide. */
final class GrowthBookSuite {

    private static final int TOTAL = 10_000;
    private static final Bucketing BUCKETING =
            new Bucketing(Algorithm.GROWTHBOOK_2, "", "id", TOTAL, MissingKey.FALL_THROUGH);

    private GrowthBookSuite() {}

    static List<Suite> all() {
        return List.of(
                section("GrowthBook hashes", 9, "hash", GrowthBookSuite::hash),
                section("GrowthBook namespaces", 10, "inNamespace", GrowthBookSuite::namespace),
                section("GrowthBook bucket ranges", 5, "getBucketRange", GrowthBookSuite::ranges),
                section("GrowthBook chosen variations", 8, "chooseVariation", GrowthBookSuite::chosen));
    }

    private static Suite section(String name, int least, String section, BiConsumer<Value, Tally> each) {
        return new Suite(
                name,
                least,
                (files, tally) -> items(member(files.json("growthbook-cases/cases.json"), section))
                        .forEach(value -> each.accept(value, tally)));
    }

    private static void hash(Value each, Tally tally) {
        Optional<Algorithm> algorithm = Algorithm.find("growthbook-" + Published.integer(item(each, 2)));
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

    /** Every bucket must lie in the slice, or the gap, that the published ranges say. */
    private static void ranges(Value each, Tally tally) {
        Value input = item(each, 1);
        Optional<List<Double>> weights = weights(input);
        double coverage = number(item(input, 1));
        if (weights.isEmpty() || coverage < 0) {
            tally.notAsked("whose weights or coverage the product corrects first, which is an importer's work");
            return;
        }
        List<Integer> slices = new ArrayList<>();
        for (double weight : weights.get()) {
            int whole = (int) Math.round(weight * TOTAL);
            int covered = (int) Math.round(weight * coverage * TOTAL);
            slices.add(covered);
            slices.add(whole - covered);
        }
        Value published = item(each, 2);
        tally.compare(
                each.toString(),
                everyBucket(slices),
                everyBucketOf(items(published).toList()));
    }

    private static Optional<List<Double>> weights(Value input) {
        int count = Published.integer(item(input, 0));
        List<Double> weights = items(item(input, 2)).map(Published::number).toList();
        if (item(input, 2).equals(Value.NULL)) {
            return Optional.of(java.util.Collections.nCopies(count, 1.0 / count));
        }
        boolean whole = Math.abs(weights.stream().mapToDouble(weight -> weight).sum() - 1) < 1e-9;
        return whole && weights.size() == count ? Optional.of(weights) : Optional.empty();
    }

    private static void chosen(Value each, Tally tally) {
        List<Integer> slices = new ArrayList<>();
        int end = 0;
        for (Value range : items(item(each, 2)).toList()) {
            int from = (int) Math.round(number(item(range, 0)) * TOTAL);
            slices.add(Math.max(0, from - end));
            end = (int) Math.round(number(item(range, 1)) * TOTAL);
            slices.add(end - from);
        }
        int slice = BUCKETING.slice(Math.round(number(item(each, 1)) * TOTAL), array(slices));
        int variation = slice == Bucketing.REST || slice % 2 == 0 ? -1 : slice / 2;
        tally.compare(each.toString(), variation, Published.integer(item(each, 3)));
    }

    private static List<Integer> everyBucket(List<Integer> slices) {
        int[] weights = array(slices);
        List<Integer> chosen = new ArrayList<>();
        for (int bucket = 0; bucket < TOTAL; bucket++) {
            int slice = BUCKETING.slice(bucket, weights);
            chosen.add(slice == Bucketing.REST || slice % 2 == 1 ? -1 : slice / 2);
        }
        return chosen;
    }

    private static List<Integer> everyBucketOf(List<Value> ranges) {
        List<Integer> chosen = new ArrayList<>();
        for (int bucket = 0; bucket < TOTAL; bucket++) {
            double place = bucket / (double) TOTAL;
            int found = -1;
            for (int at = 0; at < ranges.size() && found < 0; at++) {
                found = place >= number(item(ranges.get(at), 0)) && place < number(item(ranges.get(at), 1)) ? at : -1;
            }
            chosen.add(found);
        }
        return chosen;
    }

    private static int[] array(List<Integer> weights) {
        return weights.stream().mapToInt(Integer::intValue).toArray();
    }
}
