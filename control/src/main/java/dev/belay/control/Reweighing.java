package dev.belay.control;

import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Variant;
import dev.belay.json.Violation;
import dev.belay.json.reading.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the variants of a split new weights, if the flag has what is named. */
final class Reweighing {

    private final Flag flag;
    private final Step.NewWeights step;

    private Reweighing(Flag flag, Step.NewWeights step) {
        this.flag = flag;
        this.step = step;
    }

    /** The flag with new weights; the same if they are no others. */
    static Flag of(Flag flag, Step.NewWeights step) {
        return new Reweighing(flag, step).reweighed();
    }

    private Flag reweighed() {
        Operation.Reweigh wanted = step.wanted();
        Distribution present = Distribution.of(flag, wanted.rule()).orElseThrow(this::unknownRule);
        Set<String> known = flag.variants().stream().map(Variant::name).collect(Collectors.toSet());
        wanted.weights().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw unknownVariant(name, known);
                });
        refuseTooMuch(present.total());
        return present.withWeights(wanted.weights())
                .map(serve -> flag.withServe(wanted.rule(), serve))
                .orElse(flag);
    }

    private RefusedException unknownRule() {
        String rule = step.wanted().rule().orElseThrow();
        Set<String> known = flag.rules().stream().map(Rule::id).collect(Collectors.toSet());
        String detail = "The flag '" + flag.key() + "' has no rule '" + rule + "'" + Nearest.hint(rule, known)
                + "; leave the rule out for otherwise";
        return refusal(ProblemName.UNKNOWN_RULE, "/rule", detail, known.isEmpty() ? "none" : Nearest.list(known));
    }

    private RefusedException unknownVariant(String name, Set<String> known) {
        String detail = "The flag '" + flag.key() + "' has no variant '" + name + "'" + Nearest.hint(name, known);
        return refusal(ProblemName.UNKNOWN_VARIANT, "/weights", detail, Nearest.list(known));
    }

    private void refuseTooMuch(int total) {
        long sum = step.wanted().weights().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        if (sum > total) {
            String detail = "The weights add up to " + sum + ", and this split has " + total + " buckets";
            throw refusal(ProblemName.INVALID_DOCUMENT, "/weights", detail, "weights that add up to at most " + total);
        }
    }

    private RefusedException refusal(ProblemName name, String field, String detail, String allowed) {
        Violation violation = Violation.of(step.place() + field, detail, allowed);
        return new RefusedException(name, detail, List.of(violation), Map.of());
    }
}
