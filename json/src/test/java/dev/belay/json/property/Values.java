package dev.belay.json.property;

import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.doubles;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import dev.belay.core.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quicktheories.core.Gen;

/** Arbitrary values that the strict reader accepts. */
final class Values {

    private static final double MAX_INTEGER = 9_007_199_254_740_992.0;

    private Values() {}

    static Gen<Value> any() {
        return any(3);
    }

    static Gen<String> texts() {
        Gen<String> plain = strings().allPossible().ofLengthBetween(0, 12).map(Values::withoutHalfPairs);
        return plain.mix(strings().basicLatinAlphabet().ofLengthBetween(0, 8), 50);
    }

    static Gen<Value> numbers() {
        Gen<Double> small = doubles().between(-1e6, 1e6);
        Gen<Double> bits = org.quicktheories.generators.SourceDSL.longs().all().map(Double::longBitsToDouble);
        Gen<Double> whole = integers().all().map(number -> (double) number);
        return small.mix(bits, 40).mix(whole, 30).map(Values::readable).map(number -> Value.of((double) number));
    }

    private static Gen<Value> any(int depth) {
        Gen<Value> leaf = texts().map(text -> Value.of(text))
                .mix(numbers(), 40)
                .mix(booleans().all().map(truth -> Value.of((boolean) truth)), 20)
                .mix(booleans().all().map(truth -> Value.NULL), 10);
        if (depth == 0) {
            return leaf;
        }
        Gen<List<Value>> items = lists().of(any(depth - 1)).ofSizeBetween(0, 4);
        Gen<Value> list = items.map(values -> Value.of(values));
        Gen<Value> structure = items.zip(lists().of(texts()).ofSize(4), Values::structure);
        return leaf.mix(list, 30).mix(structure, 40);
    }

    private static Value structure(List<Value> values, List<String> names) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int index = 0; index < values.size(); index++) {
            members.put(names.get(index), values.get(index));
        }
        return Value.of(members);
    }

    private static double readable(double number) {
        return Double.isFinite(number) && Math.abs(number) <= MAX_INTEGER ? number : 0.5;
    }

    private static String withoutHalfPairs(String text) {
        return text.codePoints()
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
