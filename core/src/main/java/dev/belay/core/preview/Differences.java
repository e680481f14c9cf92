package dev.belay.core.preview;

import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that answer a question in one document and not in the other, by attribute. */
final class Differences {

    private final Map<AttributeName, Set<Value>> holding = new LinkedHashMap<>();
    private final Map<AttributeName, Set<Value>> failing = new LinkedHashMap<>();

    private Differences(Questions document) {
        for (List<Question> group : document.groups()) {
            for (Question question : group) {
                of(holding, question.attribute()).addAll(question.holding());
                of(failing, question.attribute()).addAll(question.failing());
            }
        }
    }

    /** The differences, as questions; attributes without any are left out. */
    static Map<AttributeName, Question> between(Questions before, Questions after) {
        Differences old = new Differences(before);
        Differences now = new Differences(after);
        Set<AttributeName> attributes = new LinkedHashSet<>(old.holding.keySet());
        attributes.addAll(now.holding.keySet());
        Map<AttributeName, Question> questions = new LinkedHashMap<>();
        for (AttributeName attribute : attributes) {
            Set<Value> holding = onOneSide(of(old.holding, attribute), of(now.holding, attribute));
            Set<Value> failing = onOneSide(of(old.failing, attribute), of(now.failing, attribute));
            if (!holding.isEmpty() || !failing.isEmpty()) {
                questions.put(attribute, new Question(attribute, List.copyOf(holding), List.copyOf(failing)));
            }
        }
        return questions;
    }

    private static Set<Value> onOneSide(Set<Value> before, Set<Value> after) {
        Set<Value> either = new LinkedHashSet<>(before);
        either.removeIf(after::contains);
        after.stream().filter(value -> !before.contains(value)).forEach(either::add);
        return either;
    }

    private static Set<Value> of(Map<AttributeName, Set<Value>> values, AttributeName attribute) {
        return values.computeIfAbsent(attribute, ignored -> new LinkedHashSet<>());
    }
}
