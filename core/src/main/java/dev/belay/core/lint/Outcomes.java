package dev.belay.core.lint;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Variant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a flag may come to.
 *
 * @param variants  the names of variants that it may serve
 * @param byDefault whether the caller's default value may apply
 * @param fails     whether an evaluation may fail
 */
record Outcomes(Set<String> variants, boolean byDefault, boolean fails) {

    static final Outcomes NONE = new Outcomes(Set.of(), false, false);
    static final Outcomes DEFAULT = new Outcomes(Set.of(), true, false);
    static final Outcomes FAILURE = new Outcomes(Set.of(), false, true);

    static Outcomes of(Flag flag, String variant) {
        return flag.variant(variant).isPresent() ? new Outcomes(Set.of(variant), false, false) : FAILURE;
    }

    /** All that a flag could come to, whatever its rules say. */
    static Outcomes anyOf(Flag flag) {
        Set<String> names = new LinkedHashSet<>();
        flag.variants().stream().map(Variant::name).forEach(names::add);
        return new Outcomes(names, true, true);
    }

    Outcomes or(Outcomes other) {
        Set<String> both = new LinkedHashSet<>(variants);
        both.addAll(other.variants);
        return new Outcomes(both, byDefault || other.byDefault, fails || other.fails);
    }

    String words() {
        String names = Words.listed(variants);
        return variants.isEmpty() ? "no variant" : names;
    }
}
