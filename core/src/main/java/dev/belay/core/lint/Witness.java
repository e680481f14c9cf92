package dev.belay.core.lint;

import dev.belay.core.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds a context for which everything in a conjunction holds, where that is plain. */
final class Witness {

    private Witness() {}

    static Optional<Value> of(Conjunction conjunction) {
        Map<String, Value> attributes = new TreeMap<>();
        for (Map.Entry<Facet, Extent> found : conjunction.found().entrySet()) {
            Optional<Value> value = value(found.getKey(), found.getValue(), conjunction);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            attributes.put((String) found.getKey().name(), value.get());
        }
        return attributes.isEmpty() || !conjunction.isPlain()
                ? Optional.empty()
                : Optional.of(Value.of(new LinkedHashMap<>(attributes)));
    }

    private static Optional<Value> value(Facet facet, Extent extent, Conjunction conjunction) {
        boolean isExact = facet.reading() == Reading.PLAIN
                && !((String) facet.name()).startsWith("/")
                && conjunction.literals(facet).stream().noneMatch(Rough::isRough);
        if (!isExact) {
            return Optional.empty();
        }
        if (extent.marks().contains(Mark.TRUE) || extent.marks().contains(Mark.FALSE)) {
            return Optional.of(Value.of(extent.marks().contains(Mark.TRUE)));
        }
        if (!extent.texts().others() && !extent.texts().isEmpty()) {
            return extent.texts().listed().stream().sorted().findFirst().map(Value::of);
        }
        return extent.ordered().someEnd().map(end -> Value.of((Double) end));
    }
}
