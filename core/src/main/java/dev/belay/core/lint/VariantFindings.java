package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what a flag may serve as a whole. */
final class VariantFindings {

    private final Flag flag;
    private final Outcomes outcomes;
    private final Remarks remarks;

    VariantFindings(Flag flag, Outcomes outcomes, Remarks remarks) {
        this.flag = flag;
        this.outcomes = outcomes;
        this.remarks = remarks;
    }

    void look() {
        lookForSameAnswer();
        lookForUnserved();
        lookForDuplicates();
        if (flag.offVariant().isEmpty()
                && (!flag.enabled() || !flag.prerequisites().isEmpty())) {
            remarks.add(
                    RemarkCode.NO_OFF_VARIANT,
                    "/offVariant",
                    "There is no off variant, so each caller's own default value applies "
                            + (flag.enabled() ? "when a prerequisite is not met" : "while the flag is disabled")
                            + "; name one if all callers must get the same",
                    "two callers with different default values get different answers");
        }
    }

    /** A flag that only a switch can change is no mistake, as long as the switch changes something. */
    private void lookForSameAnswer() {
        Set<Value> values = values();
        if (!flag.enabled() || outcomes.byDefault() || outcomes.fails() || values.size() != 1) {
            return;
        }
        boolean asks = !flag.rules().isEmpty()
                || !flag.targets().isEmpty()
                || !flag.prerequisites().isEmpty()
                || outcomes.variants().size() > 1;
        if (asks || valueOf(flag.offVariant().orElse("")).equals(values)) {
            Value only = values.iterator().next();
            remarks.add(
                    RemarkCode.SAME_ANSWER_FOR_EVERYONE,
                    "",
                    "While it is enabled, this flag answers " + Words.value(only)
                            + " to everyone, whatever it asks; remove what makes no difference, or the flag",
                    only);
        }
    }

    private Set<Value> values() {
        return outcomes.variants().stream()
                .flatMap(name -> valueOf(name).stream())
                .collect(Collectors.toSet());
    }

    private Set<Value> valueOf(String variant) {
        return flag.variant(variant).map(found -> Set.of(found.value())).orElse(Set.of());
    }

    private void lookForUnserved() {
        for (int at = 0; at < flag.variants().size(); at++) {
            String name = flag.variants().get(at).name();
            if (!outcomes.variants().contains(name) && !flag.offVariant().equals(Optional.of(name))) {
                remarks.add(
                        RemarkCode.VARIANT_NEVER_SERVED,
                        "/variants/" + at,
                        "Nobody can get the variant " + Words.quoted(name) + "; serve it somewhere, or remove it",
                        "enabled, the flag serves " + outcomes.words()
                                + flag.offVariant()
                                        .map(off -> "; disabled, it serves " + Words.quoted(off))
                                        .orElse(""));
            }
        }
    }

    private void lookForDuplicates() {
        Map<Value, String> names = new HashMap<>();
        List<Variant> variants = flag.variants();
        for (int at = 0; at < variants.size(); at++) {
            Variant variant = variants.get(at);
            String first = names.putIfAbsent(variant.value(), variant.name());
            if (first != null) {
                remarks.add(
                        RemarkCode.DUPLICATE_VALUE,
                        "/variants/" + at + "/value",
                        "The variants " + Words.quoted(first) + " and " + Words.quoted(variant.name())
                                + " have the same value, so code cannot tell them apart; correct one, or remove it",
                        variant.value());
            }
        }
    }
}
