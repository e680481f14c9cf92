package dev.belay.core;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts that an evaluation may use: whom it is about (the targeting key) and named attributes.
 *
 * <pre>{@code
 * EvaluationContext context = EvaluationContext.of("user-42").with("country", "PT").with("age", 36);
 * }</pre>
 *
 * <p>The targeting key is also readable as the attribute {@code targetingKey}.
 *
 * <p><b>Thread-safety:</b> immutable; {@code with} answers a changed copy.
 */
public final class EvaluationContext {

    /** The attribute name under which the targeting key is found. */
    public static final String TARGETING_KEY = "targetingKey";

    private static final double EXACT = 0x1p53;

    private static final EvaluationContext EMPTY = new EvaluationContext(Attributes.NONE, Set.of());

    private final Attributes attributes;
    private final Set<String> hidden;

    /** The targeting key by itself, because it is what evaluations ask for most. */
    private final @Nullable String key;

    private EvaluationContext(Attributes attributes, Set<String> hidden) {
        this.attributes = attributes;
        this.hidden = hidden;
        this.key = attributes.get(TARGETING_KEY) instanceof Value.TextValue text ? text.value() : null;
    }

    /** A context that knows nothing. */
    public static EvaluationContext empty() {
        return EMPTY;
    }

    /** A context about {@code targetingKey}, which may be any text, with no attributes; null is as good as no key. */
    public static EvaluationContext of(@Nullable String targetingKey) {
        return new EvaluationContext(Attributes.of(TARGETING_KEY, text(targetingKey)), Set.of());
    }

    /** A context with exactly these attributes; {@code targetingKey} among them, if present, is the targeting key. */
    public static EvaluationContext of(Map<String, Value> attributes) {
        return new EvaluationContext(Attributes.of(attributes), Set.of());
    }

    /** A copy with one attribute set; a value already there is replaced. */
    public EvaluationContext with(String attribute, Value value) {
        return new EvaluationContext(attributes.with(attribute, value), hidden);
    }

    /** A copy with a text attribute set; one that is null is as good as absent. */
    public EvaluationContext with(String attribute, @Nullable String value) {
        return with(attribute, text(value));
    }

    /**
     * A copy with an attribute set to an integer. One that a number cannot hold exactly, beyond ±2^53, becomes its decimal
     * text: as a key for bucketing that is the same, and nothing takes it for a neighbour.
     */
    public EvaluationContext with(String attribute, long value) {
        return with(
                attribute,
                Math.abs((double) value) < EXACT ? Value.of((double) value) : Value.of(Long.toString(value)));
    }

    /**
     * A copy with a number attribute set.
     *
     * @throws IllegalArgumentException if {@code value} is not finite
     */
    public EvaluationContext with(String attribute, double value) {
        return with(attribute, Value.of(value));
    }

    /** A copy with a boolean attribute set. */
    public EvaluationContext with(String attribute, boolean value) {
        return with(attribute, Value.of(value));
    }

    /** A copy with an attribute that lists texts; a list that is null is as good as absent. */
    public EvaluationContext with(String attribute, @Nullable List<@Nullable String> texts) {
        return with(
                attribute,
                texts == null
                        ? Value.NULL
                        : Value.of(texts.stream().map(EvaluationContext::text).toList()));
    }

    private static Value text(@Nullable String value) {
        return value == null ? Value.NULL : Value.of(value);
    }

    /**
     * A copy in which these attributes are private: they take part in evaluations like all others, and explanations say no
     * more of them than that they are there. An attribute may become private before it is set.
     */
    public EvaluationContext withPrivate(String... names) {
        Set<String> all = new LinkedHashSet<>(hidden);
        all.addAll(List.of(names));
        return new EvaluationContext(attributes, all);
    }

    /** A copy that also has the attributes of {@code other}, which win over those here; what is private in one stays so. */
    public EvaluationContext merge(EvaluationContext other) {
        if (other.attributes.isEmpty() && other.hidden.isEmpty()) {
            return this;
        }
        return new EvaluationContext(attributes.with(other.attributes), hidden)
                .withPrivate(other.hidden.toArray(String[]::new));
    }

    /** Whether the value of the attribute with this name must not be shown. */
    public boolean isPrivate(String name) {
        return hidden.contains(name);
    }

    /** Whom the evaluation is about, if that is known and a text. */
    public Optional<String> targetingKey() {
        return Optional.ofNullable(key);
    }

    /** The same without wrapping it: the targeting key, or null when there is none or it is not a text. */
    public @Nullable String key() {
        return key;
    }

    /** The value of the attribute with exactly this name, dots included, or null when it is absent. */
    public @Nullable Value attribute(String name) {
        return attributes.get(name);
    }

    /** Every attribute, the targeting key included; unmodifiable. */
    public Map<String, Value> attributes() {
        return attributes.asMap();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EvaluationContext context
                && attributes.equals(context.attributes)
                && hidden.equals(context.hidden);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    /** Names the attributes but not their values, which may be personal. */
    @Override
    public String toString() {
        return "EvaluationContext" + attributes().keySet();
    }
}
