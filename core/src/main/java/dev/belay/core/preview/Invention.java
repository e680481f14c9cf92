package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.AttributeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes contexts up from what documents ask. Each is aimed at one rule, whose questions it mostly answers so that the
 * rule holds, and answers the others at random; half of them prefer values that only one of the documents has.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Invention {

    private final Random random;
    private final List<Map<AttributeName, List<Question>>> rules = new ArrayList<>();
    private final Map<AttributeName, List<Question>> questions = new LinkedHashMap<>();
    private final Map<AttributeName, Question> differences;
    private final Set<AttributeName> keys = new LinkedHashSet<>();

    /** Makes contexts up for a document before and after a change. */
    Invention(Questions before, Questions after, Random random) {
        this.random = random;
        this.differences = Differences.between(before, after);
        for (Questions document : List.of(before, after)) {
            document.groups().forEach(group -> rules.add(byAttribute(group)));
            document.keys().stream()
                    .filter(key -> !key.equals(Bucketing.RANDOM))
                    .map(AttributeName::parse)
                    .forEach(keys::add);
        }
        keys.add(AttributeName.parse(EvaluationContext.TARGETING_KEY));
        rules.forEach(rule -> rule.forEach((attribute, asked) -> questions
                .computeIfAbsent(attribute, ignored -> new ArrayList<>())
                .addAll(asked)));
    }

    /** Makes up another one. */
    EvaluationContext next() {
        EvaluationContext context = EvaluationContext.empty();
        for (AttributeName key : keys) {
            context = oneIn(16) ? context : Paths.put(context, key, key());
        }
        Map<AttributeName, List<Question>> aim = rules.isEmpty() ? Map.of() : one(rules);
        boolean preferDifferences = oneIn(2);
        for (Map.Entry<AttributeName, List<Question>> asked : questions.entrySet()) {
            List<Value> values = values(asked, aim, preferDifferences);
            context = values.isEmpty() ? context : Paths.put(context, asked.getKey(), one(values));
        }
        return context;
    }

    /** The values to choose from; none if the attribute is to stay as it is, which mostly is absent. */
    private List<Value> values(
            Map.Entry<AttributeName, List<Question>> asked,
            Map<AttributeName, List<Question>> aim,
            boolean preferDifferences) {
        AttributeName attribute = asked.getKey();
        Question different = differences.get(attribute);
        if (preferDifferences && different != null && !oneIn(4)) {
            return values(different, 6);
        }
        List<Question> aimed = aim.get(attribute);
        if (aimed != null && !oneIn(8)) {
            return values(one(aimed), 4);
        }
        // Most keys are in no list.
        boolean stays = keys.contains(attribute) ? !oneIn(8) : oneIn(2);
        return stays ? List.of() : values(one(asked.getValue()), 2);
    }

    /** Mostly the values that hold; those that fail one time in {@code failing}. */
    private List<Value> values(Question question, int failing) {
        boolean fails = question.holding().isEmpty() || oneIn(failing);
        return fails && !question.failing().isEmpty() ? question.failing() : question.holding();
    }

    private Value key() {
        return oneIn(16)
                ? Value.of((double) random.nextInt(1_000_000))
                : Value.of("sample-" + Integer.toHexString(random.nextInt()));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Map<AttributeName, List<Question>> byAttribute(List<Question> group) {
        Map<AttributeName, List<Question>> byAttribute = new LinkedHashMap<>();
        group.forEach(question -> byAttribute
                .computeIfAbsent(question.attribute(), ignored -> new ArrayList<>())
                .add(question));
        return byAttribute;
    }
}
