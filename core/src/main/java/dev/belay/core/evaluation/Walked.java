package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers the answers of one kind of thing within one evaluation, so that what many refer to is asked only once, and
 * notices circles. Saved documents have none; what comes from files may.
 */
final class Walked<V> {

    private final String kind;
    private final List<String> open = new ArrayList<>();
    private final Map<String, V> answers = new HashMap<>();

    Walked(String kind) {
        this.kind = kind;
    }

    V answer(String key, Supplier<V> walk) {
        V known = answers.get(key);
        return known == null ? walk(key, walk) : known;
    }

    private V walk(String key, Supplier<V> walk) {
        if (open.contains(key)) {
            throw new UndecidableException(
                    ErrorCode.GENERAL, kind + " refer to one another in a circle: " + circle(key));
        }
        if (open.size() >= Scope.MAX_DEPTH) {
            throw new UndecidableException(
                    ErrorCode.GENERAL, kind + " refer to one another more than " + Scope.MAX_DEPTH + " deep");
        }
        open.add(key);
        V answer = walk.get();
        open.remove(open.size() - 1);
        answers.put(key, answer);
        return answer;
    }

    private String circle(String key) {
        return String.join(" → ", open.subList(open.indexOf(key), open.size())) + " → " + key;
    }
}
