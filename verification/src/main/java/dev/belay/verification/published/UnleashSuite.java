package dev.belay.verification.published;

import static dev.belay.verification.published.Published.has;
import static dev.belay.verification.published.Published.integer;
import static dev.belay.verification.published.Published.isTrue;
import static dev.belay.verification.published.Published.items;
import static dev.belay.verification.published.Published.key;
import static dev.belay.verification.published.Published.member;

import dev.belay.core.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cases of Unleash's client specification that its two hashes decide: gradual rollouts and variants. */
final class UnleashSuite {

    private static final String FOLDER = "unleash-client-specification/specifications";
    private static final String CHANCE = "that chance decides";
    private static final Map<String, String> STICKINESS =
            Map.of("gradualRolloutUserId", "userId", "gradualRolloutSessionId", "sessionId");

    private UnleashSuite() {}

    static List<Suite> all() {
        return List.of(
                new Suite(
                        "Unleash gradual rollouts",
                        12,
                        (files, tally) -> files(files)
                                .forEach(file ->
                                        items(member(file, "tests")).forEach(test -> rollout(file, test, tally)))),
                new Suite(
                        "Unleash variants",
                        14,
                        (files, tally) -> files(files)
                                .forEach(file -> items(member(file, "variantTests"))
                                        .forEach(test -> variant(file, test, tally)))));
    }

    private static List<Value> files(SuiteFiles files) {
        return files.jsonFiles(FOLDER, "").stream()
                .filter(file -> member(file, "state", "features") instanceof Value.ListValue)
                .toList();
    }

    private static void rollout(Value file, Value test, Tally tally) {
        Value feature = feature(file, test);
        List<Value> strategies = items(member(feature, "strategies")).toList();
        if (strategies.size() != 1 || !isRollout(strategies.getFirst()) || has(feature, "dependencies")) {
            tally.notAsked("without a gradual rollout as the only decision");
            return;
        }
        Value parameters = member(strategies.getFirst(), "parameters");
        int percentage =
                Integer.parseInt(key(member(parameters, has(parameters, "rollout") ? "rollout" : "percentage")));
        Optional<String> unit = unit(member(test, "context"), stickiness(strategies.getFirst()));
        if (unit.isEmpty() && "default".equals(stickiness(strategies.getFirst()))) {
            tally.notAsked(CHANCE);
            return;
        }
        SplitFlag split = SplitFlag.of(
                bucketing("unleash", key(member(parameters, "groupId")), 100),
                List.of(new SplitFlag.Piece(0, percentage)));
        boolean enabled = unit.map(split::serve).orElse(SplitFlag.NONE) == 0;
        tally.compare(key(member(test, "description")), enabled, isTrue(member(test, "expectedResult")));
    }

    private static void variant(Value file, Value test, Tally tally) {
        Value feature = feature(file, test);
        Optional<Value> strategy = items(member(feature, "strategies")).findFirst();
        boolean ofStrategy = strategy.filter(
                        each -> items(member(each, "variants")).findAny().isPresent())
                .isPresent();
        List<Value> variants = items(member(ofStrategy ? strategy.orElseThrow() : feature, "variants"))
                .toList();
        String group = ofStrategy
                ? key(member(strategy.orElseThrow(), "parameters", "groupId"))
                : key(member(feature, "name"));
        boolean served = isTrue(member(test, "expectedResult", "enabled"));
        if (variants.isEmpty() || !served || isOverridden(variants, test)) {
            tally.notAsked("that an override, a missing variant or a disabled feature decides");
            return;
        }
        String stickiness = has(variants.getFirst(), "stickiness")
                ? key(member(variants.getFirst(), "stickiness"))
                : ofStrategy ? stickiness(strategy.orElseThrow()) : "default";
        Optional<String> unit = unit(member(test, "context"), stickiness);
        if (unit.isEmpty() && variants.size() > 1) {
            tally.notAsked(CHANCE);
            return;
        }
        int[] weights = variants.stream()
                .mapToInt(each -> integer(member(each, "weight")))
                .toArray();
        SplitFlag split = SplitFlag.ofWeights(
                bucketing(
                        "unleash-variants",
                        group,
                        java.util.stream.IntStream.of(weights).sum()),
                weights);
        String name = key(member(variants.get(Math.max(0, split.serve(unit.orElse("anybody")))), "name"));
        tally.compare(key(member(test, "description")), name, key(member(test, "expectedResult", "name")));
    }

    private static Value feature(Value file, Value test) {
        return items(member(file, "state", "features"))
                .filter(each -> member(each, "name").equals(member(test, "toggleName")))
                .findFirst()
                .orElse(Value.NULL);
    }

    private static boolean isRollout(Value strategy) {
        String name = key(member(strategy, "name"));
        return (name.equals("flexibleRollout") || STICKINESS.containsKey(name))
                && items(member(strategy, "constraints")).findAny().isEmpty()
                && !has(strategy, "segments");
    }

    private static boolean isOverridden(List<Value> variants, Value test) {
        return variants.stream()
                .flatMap(variant -> items(member(variant, "overrides")))
                .anyMatch(override -> items(member(override, "values"))
                        .anyMatch(member(test, "context", key(member(override, "contextName")))::equals));
    }

    private static String stickiness(Value strategy) {
        String name = key(member(strategy, "name"));
        return STICKINESS.getOrDefault(name, key(member(strategy, "parameters", "stickiness")));
    }

    private static Optional<String> unit(Value context, String stickiness) {
        List<String> fields =
                new ArrayList<>(stickiness.equals("default") ? List.of("userId", "sessionId") : List.of(stickiness));
        Map<String, Value> known = new LinkedHashMap<>(((Value.StructureValue) context).members());
        if (member(context, "properties") instanceof Value.StructureValue properties) {
            known.putAll(properties.members());
        }
        return fields.stream()
                .filter(known::containsKey)
                .map(field -> key(known.getOrDefault(field, Value.NULL)))
                .findFirst();
    }

    private static Map<String, Value> bucketing(String algorithm, String group, int total) {
        return Map.of(
                "algorithm", Value.of(algorithm),
                "salt", Value.of(group),
                "total", Value.of((double) total));
    }
}
