package dev.belay.json.flag;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Operator;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a document may demand of an evaluator in its {@code requires}, such as {@code operator:in}, {@code as:version} or {@code condition:time}. */
public final class Capabilities {

    /** Everything that the evaluator of this version can do; unmodifiable. */
    public static final Set<String> KNOWN = Stream.of(
                    Arrays.stream(Operator.values()).map(operator -> "operator:" + operator.word()),
                    Arrays.stream(Conversion.values()).map(conversion -> "as:" + conversion.word()),
                    ConditionReader.FORMS.stream().map(form -> "condition:" + form),
                    Arrays.stream(Algorithm.values()).map(algorithm -> "algorithm:" + algorithm.word()))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    private Capabilities() {}
}
