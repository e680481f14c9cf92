package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.util.Map;
import org.ff4j.FF4j;
import org.ff4j.core.Feature;
import org.ff4j.core.FeatureStore;
import org.ff4j.core.FlippingExecutionContext;
import org.ff4j.strategy.AbstractFlipStrategy;
import org.ff4j.strategy.PonderationStrategy;

/** FF4J with its features in memory and without audit. Its share is drawn anew at every call. */
final class Ff4jSdk implements Sdk {

    private final FF4j ff4j = new FF4j();
    private final String[] keys;
    private final FlippingExecutionContext[] contexts =
            Person.ALL.stream().map(Ff4jSdk::context).toArray(FlippingExecutionContext[]::new);

    Ff4jSdk(Flags flags) {
        keys = flags.keys();
        for (String key : keys) {
            ff4j.createFeature(feature(key, flags.content()));
        }
    }

    private static Feature feature(String key, Content content) {
        Feature feature = new Feature(key, true);
        switch (content) {
            case ON -> {}
            case HALF -> feature.setFlippingStrategy(new PonderationStrategy(0.5));
            case CONDITIONS -> feature.setFlippingStrategy(new Conditions());
            case VARIANTS, THREE_RULES -> throw new IllegalArgumentException("FF4J has no " + content);
        }
        return feature;
    }

    private static FlippingExecutionContext context(Person person) {
        return new FlippingExecutionContext(Map.of(
                "id", person.id(),
                "country", person.country(),
                "version", person.version(),
                "email", person.email(),
                "plan", person.plan()));
    }

    @Override
    public boolean isOn(int flag, int person) {
        return ff4j.check(keys[flag], contexts[person]);
    }

    @Override
    public String text(int flag, int person) {
        throw new UnsupportedOperationException("FF4J serves no texts");
    }

    @Override
    public void close() {
        ff4j.stop();
    }

    private static final class Conditions extends AbstractFlipStrategy {

        private static final long serialVersionUID = 1;

        @Override
        public boolean evaluate(String feature, FeatureStore store, FlippingExecutionContext context) {
            return HandWritten.conditions(
                    context.getString("id"),
                    context.getString("country"),
                    context.getString("version"),
                    context.getString("email"),
                    context.getString("plan"));
        }
    }
}
