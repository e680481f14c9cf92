package dev.belay.benchmarks.engine.sdk;

import dev.belay.client.Belay;
import dev.belay.client.EvaluationDetails;
import dev.belay.core.EvaluationContext;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of a provider to measure Belay through OpenFeature: booleans and texts, and contexts of flat attributes, which
 * it translates at every call, as anybody's first version would. Belay's own adapter will take its place here.
 */
final class BelayProvider implements FeatureProvider {

    private final Belay belay;

    BelayProvider(Belay belay) {
        this.belay = belay;
    }

    @Override
    public Metadata getMetadata() {
        return () -> "belay";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, dev.openfeature.sdk.@Nullable EvaluationContext context) {
        return answer(belay.evaluate(key, translated(context), defaultValue));
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(
            String key, String defaultValue, dev.openfeature.sdk.@Nullable EvaluationContext context) {
        return answer(belay.evaluate(key, translated(context), defaultValue));
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, dev.openfeature.sdk.@Nullable EvaluationContext context) {
        return answer(belay.evaluate(key, translated(context), defaultValue));
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(
            String key, Double defaultValue, dev.openfeature.sdk.@Nullable EvaluationContext context) {
        return answer(belay.evaluate(key, translated(context), defaultValue));
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(
            String key, Value defaultValue, dev.openfeature.sdk.@Nullable EvaluationContext context) {
        throw new UnsupportedOperationException("No workload asks for a structure");
    }

    private static <T> ProviderEvaluation<T> answer(EvaluationDetails<T> details) {
        return ProviderEvaluation.<T>builder()
                .value(details.value())
                .variant(details.variant().orElse(null))
                .reason(details.reason().name())
                .errorCode(details.errorCode()
                        .map(code -> ErrorCode.valueOf(code.name()))
                        .orElse(null))
                .errorMessage(details.message().orElse(null))
                .build();
    }

    private static EvaluationContext translated(dev.openfeature.sdk.@Nullable EvaluationContext context) {
        if (context == null) {
            return EvaluationContext.empty();
        }
        Map<String, dev.belay.core.Value> attributes = new HashMap<>();
        for (Map.Entry<String, Value> each : context.asUnmodifiableMap().entrySet()) {
            attributes.put(each.getKey(), translated(each.getValue()));
        }
        return EvaluationContext.of(attributes);
    }

    private static dev.belay.core.Value translated(Value value) {
        if (value.isString()) {
            return dev.belay.core.Value.of(value.asString());
        }
        if (value.isBoolean()) {
            return dev.belay.core.Value.of(value.asBoolean());
        }
        if (value.isNumber()) {
            return dev.belay.core.Value.of(value.asDouble());
        }
        throw new IllegalArgumentException("No workload has an attribute such as " + value);
    }
}
