package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import io.getunleash.DefaultUnleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import io.getunleash.variant.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Unleash with its flags from a bootstrap, without fetching and without metrics. */
final class UnleashSdk implements Sdk {

    private final DefaultUnleash unleash;
    private final String[] keys;
    private final UnleashContext[] contexts =
            Person.ALL.stream().map(UnleashSdk::context).toArray(UnleashContext[]::new);

    UnleashSdk(Flags flags, Path file) {
        unleash = new DefaultUnleash(UnleashConfig.builder()
                .appName("bench")
                .instanceId("bench")
                .apiKey("none")
                .unleashAPI("http://127.0.0.1:9/api/")
                .backupFile(file + ".backup")
                .toggleBootstrapProvider(() -> read(file))
                .disablePolling()
                .disableMetrics()
                .build());
        keys = flags.keys();
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static UnleashContext context(Person person) {
        return UnleashContext.builder()
                .userId(person.id())
                .addProperty("country", person.country())
                .addProperty("version", person.version())
                .addProperty("email", person.email())
                .addProperty("plan", person.plan())
                .build();
    }

    @Override
    public boolean isOn(int flag, int person) {
        return unleash.isEnabled(keys[flag], contexts[person]);
    }

    @Override
    public String text(int flag, int person) {
        Optional<Payload> payload =
                unleash.getVariant(keys[flag], contexts[person]).getPayload();
        return Objects.requireNonNull(payload.orElseThrow().getValue(), "The variant has no payload");
    }

    @Override
    public void close() {
        unleash.shutdown();
    }
}
