package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import dev.belay.client.Belay;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** OpenFeature's client, with any provider behind it. */
final class OpenFeatureSdk implements Sdk {

    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final Runnable closing;
    private final Client client;
    private final String[] keys;
    private final EvaluationContext[] contexts =
            Person.ALL.stream().map(OpenFeatureSdk::context).toArray(EvaluationContext[]::new);

    private OpenFeatureSdk(Flags flags, FeatureProvider provider, Runnable closing) {
        String domain = UUID.randomUUID().toString();
        OpenFeatureAPI.getInstance().setProviderAndWait(domain, provider);
        this.client = OpenFeatureAPI.getInstance().getClient(domain);
        this.keys = flags.keys();
        this.closing = closing;
    }

    static Sdk belay(Flags flags, Path file) {
        Belay belay = BelaySdk.open(file);
        return new OpenFeatureSdk(flags, new BelayProvider(belay), belay::close);
    }

    /** The provider that evaluates in this process, with its flags from a file. */
    static Sdk flagd(Flags flags, Path file) {
        FlagdProvider provider = new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath(file.toString())
                .deadline(PATIENCE_MILLISECONDS)
                .build());
        return new OpenFeatureSdk(flags, provider, provider::shutdown);
    }

    /** OpenFeature's own provider, which calls Java for whatever is not the same for everybody. */
    static Sdk inMemory(Flags flags) {
        Map<String, Flag<?>> byKey = new HashMap<>();
        for (String key : flags.keys()) {
            byKey.put(key, flag(flags.content()));
        }
        return new OpenFeatureSdk(flags, new InMemoryProvider(byKey), () -> {});
    }

    private static Flag<?> flag(Content content) {
        return switch (content) {
            case ON -> bool().defaultVariant("on").build();
            case HALF ->
                bool().contextEvaluator((flag, context) -> HandWritten.percentage(context.getTargetingKey()) < 50)
                        .build();
            case CONDITIONS ->
                bool().contextEvaluator((flag, context) -> conditions(context)).build();
            case VARIANTS ->
                Flag.<String>builder()
                        .variants(Map.of("classic", "classic", "grid", "grid", "list", "list"))
                        .defaultVariant("classic")
                        .contextEvaluator((flag, context) -> HandWritten.text(context.getTargetingKey()))
                        .build();
            case THREE_RULES -> throw new IllegalArgumentException("The in-memory provider has no rules");
        };
    }

    private static Flag.FlagBuilder<Boolean> bool() {
        return Flag.<Boolean>builder().variant("on", true).variant("off", false).defaultVariant("off");
    }

    private static boolean conditions(EvaluationContext context) {
        return HandWritten.conditions(
                context.getTargetingKey(),
                context.getValue("country").asString(),
                context.getValue("version").asString(),
                context.getValue("email").asString(),
                context.getValue("plan").asString());
    }

    private static EvaluationContext context(Person person) {
        return new ImmutableContext(
                person.id(),
                Map.of(
                        "country", new Value(person.country()),
                        "version", new Value(person.version()),
                        "email", new Value(person.email()),
                        "plan", new Value(person.plan())));
    }

    @Override
    public boolean isOn(int flag, int person) {
        return client.getBooleanValue(keys[flag], false, contexts[person]);
    }

    @Override
    public String text(int flag, int person) {
        return client.getStringValue(keys[flag], "", contexts[person]);
    }

    @Override
    public void close() {
        closing.run();
    }
}
