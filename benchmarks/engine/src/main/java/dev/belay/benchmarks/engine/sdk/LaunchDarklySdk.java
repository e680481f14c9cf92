package dev.belay.benchmarks.engine.sdk;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** LaunchDarkly with its flags from a file and without events. */
final class LaunchDarklySdk implements Sdk {

    private final LDClient client;
    private final String[] keys;
    private final LDContext[] contexts =
            Person.ALL.stream().map(LaunchDarklySdk::context).toArray(LDContext[]::new);

    LaunchDarklySdk(Flags flags, Path file) {
        client = new LDClient(
                "sdk-key",
                new LDConfig.Builder()
                        .dataSource(FileData.dataSource().filePaths(file))
                        .events(Components.noEvents())
                        .logging(Components.noLogging())
                        .diagnosticOptOut(true)
                        .startWait(Duration.ofSeconds(60))
                        .build());
        keys = flags.keys();
    }

    private static LDContext context(Person person) {
        return LDContext.builder(person.id())
                .set("country", person.country())
                .set("version", person.version())
                .set("email", person.email())
                .set("plan", person.plan())
                .build();
    }

    @Override
    public boolean isOn(int flag, int person) {
        return client.boolVariation(keys[flag], contexts[person], false);
    }

    @Override
    public String text(int flag, int person) {
        return client.stringVariation(keys[flag], contexts[person], "");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
