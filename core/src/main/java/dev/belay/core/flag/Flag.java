package dev.belay.core.flag;

import dev.belay.core.Shared;
import dev.belay.core.bucketing.Bucketing;
import java.util.List;
import java.util.Optional;

/**
 * One point where behaviour is chosen at run time, as it stands in one environment.
 *
 * @param key           what code asks with
 * @param type          the type of every variant's value
 * @param variants      the values it can serve, uniquely named, at least one
 * @param enabled       whether targets, rules and {@code otherwise} are asked at all
 * @param offVariant    what is served while disabled or when a prerequisite fails; none: the caller's default value
 * @param exposed       whether browsers and phones may see its answers
 * @param prerequisites what other flags must serve first
 * @param targets       individual keys, in order
 * @param rules         in order; the first that decides wins
 * @param otherwise     what is served when nothing else decides; none: the caller's default value
 * @param bucketing     how its splits find buckets, where they do not say so themselves
 * @param requires      the capabilities that an evaluator needs to understand it
 */
public record Flag(
        String key,
        FlagType type,
        List<Variant> variants,
        boolean enabled,
        Optional<String> offVariant,
        boolean exposed,
        List<Prerequisite> prerequisites,
        List<Target> targets,
        List<Rule> rules,
        Optional<Serve> otherwise,
        Bucketing bucketing,
        List<String> requires) {

    /** Copies the lists. */
    public Flag {
        variants = List.copyOf(variants);
        prerequisites = List.copyOf(prerequisites);
        targets = List.copyOf(targets);
        rules = List.copyOf(rules);
        requires = List.copyOf(requires);
    }

    /** The variant with this name, if the flag has one. */
    public Optional<Variant> variant(String name) {
        return variants.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The rule with this id, if the flag has one. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Has flags that are read with {@code shared} share the parts of this one. */
    public void offerParts(Shared shared) {
        shared.same(variants);
        shared.same(offVariant);
        shared.same(otherwise);
        shared.same(rules);
        for (Rule rule : rules) {
            shared.same(rule);
            shared.same(rule.when());
            shared.same(rule.serve());
        }
    }

    /** A copy whose rule, or whose {@code otherwise} if none is named, serves something else. */
    // Absent means otherwise, as in documents, where a rule may be left out.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Flag withServe(Optional<String> rule, Serve serve) {
        List<Rule> changed = rules.stream()
                .map(each ->
                        rule.filter(each.id()::equals).isPresent() ? new Rule(each.id(), each.when(), serve) : each)
                .toList();
        return new Flag(
                key,
                type,
                variants,
                enabled,
                offVariant,
                exposed,
                prerequisites,
                targets,
                changed,
                rule.isPresent() ? otherwise : Optional.of(serve),
                bucketing,
                requires);
    }

    /** A copy that is enabled or disabled. */
    public Flag withEnabled(boolean changed) {
        return new Flag(
                key,
                type,
                variants,
                changed,
                offVariant,
                exposed,
                prerequisites,
                targets,
                rules,
                otherwise,
                bucketing,
                requires);
    }
}
