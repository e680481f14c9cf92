package dev.belay.client;

import dev.belay.core.EvaluationContext;

/**
 * The handle on one flag that is on or off. Keep it in a field: making it costs a little, asking it next to nothing.
 *
 * <pre>{@code
 * private final Toggle newFlow = belay.toggle("checkout.new-flow");
 *
 * if (newFlow.isActive(EvaluationContext.of("user-42").with("country", "PT"))) {
 *     …
 * }
 * }</pre>
 *
 * <p>Asking never throws, never waits and never leaves the process. Whatever stands in the way (the flag does not exist,
 * is not boolean, nothing was received yet), the answer is {@code false}; {@link Belay#evaluate(String,
 * EvaluationContext, boolean)} tells what it was. To change the flag, ask {@link Belay#manage} for a
 * {@link ManagedToggle}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public sealed class Toggle permits ManagedToggle {

    private final String key;
    private final Evaluations evaluations;

    // Only saves work: the flag as it was in the view that was asked last. Unsynchronized, because it is immutable and
    // threads that do not see it look for it again.
    private Binding binding;

    Toggle(String key, Evaluations evaluations) {
        this.key = key;
        this.evaluations = evaluations;
        this.binding = Binding.unknown(key, View.NOTHING);
        evaluations.declare(key);
    }

    /** The flag's key. */
    public final String key() {
        return key;
    }

    /** Whether the flag is on, regardless of who asks. */
    public final boolean isActive() {
        return isActive(EvaluationContext.empty());
    }

    /** Whether the flag is on for this context. */
    public final boolean isActive(EvaluationContext context) {
        Binding bound = binding;
        if (bound.view() != evaluations.view()) {
            bound = evaluations.bind(key);
            binding = bound;
        }
        return evaluations.isOn(bound, context);
    }

    /** The version of the flag that answers now; 0 when there is no such flag or its source does not count versions. */
    public final long version() {
        return evaluations.version(key);
    }

    @Override
    public String toString() {
        return "Toggle[" + key + "]";
    }
}
