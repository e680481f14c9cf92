package dev.belay.json.flag;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Parameter;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the parameters of a bucketing, which are those that its algorithm takes. */
final class ParametersReader {

    private ParametersReader() {}

    static Map<String, String> read(Part part, Algorithm algorithm) {
        Set<String> known =
                algorithm.parameters().stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
        Members members = part.members(known);
        // An unknown parameter would change answers, so those who read leniently must not pass over it either.
        if (!part.findings().isStrict() && !known.containsAll(part.names())) {
            part.refuse("This has a parameter that " + algorithm.word() + " does not take here", Nearest.list(known));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : algorithm.parameters()) {
            members.find(parameter.name())
                    .filter(given -> isChoice(given, parameter))
                    .ifPresent(given -> values.put(parameter.name(), given.text()));
        }
        return values;
    }

    private static boolean isChoice(Part given, Parameter parameter) {
        String value = given.text();
        if (parameter.choices().contains(value)) {
            return true;
        }
        if (given.isText()) {
            given.refuse(
                    "There is no choice '" + value + "'" + Nearest.hint(value, parameter.choices()),
                    Nearest.list(parameter.choices()));
        }
        return false;
    }
}
