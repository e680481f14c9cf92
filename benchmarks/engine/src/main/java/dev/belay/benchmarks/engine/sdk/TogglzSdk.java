package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.activation.Parameter;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.metadata.EmptyFeatureMetaData;
import org.togglz.core.metadata.FeatureMetaData;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.spi.ActivationStrategy;
import org.togglz.core.spi.FeatureProvider;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;
import org.togglz.core.util.NamedFeature;

/** Togglz with its states in memory. Its user belongs to the thread; flags that ask for none are asked without. */
final class TogglzSdk implements Sdk {

    // Its own provider for threads refuses a user while there is another, and taking one away costs more than this.
    private static final ThreadLocal<FeatureUser> CURRENT = new ThreadLocal<>();
    private final FeatureManager manager;
    private final Feature[] features;
    private final boolean hasUsers;
    private final FeatureUser[] users = Person.ALL.stream().map(TogglzSdk::user).toArray(FeatureUser[]::new);

    TogglzSdk(Flags flags) {
        features = Arrays.stream(flags.keys()).map(NamedFeature::new).toArray(Feature[]::new);
        hasUsers = flags.content() != Content.ON;
        manager = FeatureManagerBuilder.begin()
                .featureProvider(new Features(new LinkedHashSet<>(List.of(features))))
                .userProvider(CURRENT::get)
                .activationStrategy(new GradualActivationStrategy())
                .activationStrategy(new Conditions())
                .build();
        for (Feature feature : features) {
            manager.setFeatureState(state(feature, flags.content()));
        }
    }

    private static FeatureState state(Feature feature, Content content) {
        FeatureState state = new FeatureState(feature, true);
        return switch (content) {
            case ON -> state;
            case HALF ->
                state.setStrategyId(GradualActivationStrategy.ID)
                        .setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, "50");
            case CONDITIONS -> state.setStrategyId(Conditions.ID);
            case VARIANTS, THREE_RULES -> throw new IllegalArgumentException("Togglz has no " + content);
        };
    }

    private static FeatureUser user(Person person) {
        return new SimpleFeatureUser(person.id())
                .setAttribute("country", person.country())
                .setAttribute("version", person.version())
                .setAttribute("email", person.email())
                .setAttribute("plan", person.plan());
    }

    @Override
    public boolean isOn(int flag, int person) {
        if (hasUsers) {
            CURRENT.set(users[person]);
        }
        return manager.isActive(features[flag]);
    }

    @Override
    public String text(int flag, int person) {
        throw new UnsupportedOperationException("Togglz serves no texts");
    }

    @Override
    public void close() {
        CURRENT.remove();
    }

    private record Features(Set<Feature> all) implements FeatureProvider {

        @Override
        public Set<Feature> getFeatures() {
            return all;
        }

        @Override
        public FeatureMetaData getMetaData(Feature feature) {
            return new EmptyFeatureMetaData(feature);
        }
    }

    private static final class Conditions implements ActivationStrategy {

        static final String ID = "conditions";

        @Override
        public String getId() {
            return ID;
        }

        @Override
        public String getName() {
            return ID;
        }

        @Override
        public boolean isActive(FeatureState state, FeatureUser user) {
            return HandWritten.conditions(
                    user.getName(),
                    (String) user.getAttribute("country"),
                    (String) user.getAttribute("version"),
                    (String) user.getAttribute("email"),
                    (String) user.getAttribute("plan"));
        }

        @Override
        public Parameter[] getParameters() {
            return new Parameter[0];
        }
    }
}
