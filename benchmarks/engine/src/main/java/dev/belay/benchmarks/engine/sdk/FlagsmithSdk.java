package dev.belay.benchmarks.engine.sdk;

import com.flagsmith.FlagsmithClient;
import com.flagsmith.config.FlagsmithConfig;
import com.flagsmith.exceptions.FlagsmithClientError;
import com.flagsmith.models.Flags;
import com.flagsmith.offline.LocalFileHandler;
import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Flagsmith with its environment from a file. Its engine evaluates all flags for an identity; flags that are the same for
 * everybody are asked without one, which is quicker.
 */
final class FlagsmithSdk implements Sdk {

    private final FlagsmithClient client;
    private final String[] keys;
    private final boolean hasIdentities;
    private final String[] identifiers = Person.ALL.stream().map(Person::id).toArray(String[]::new);
    private final List<Map<String, Object>> traits =
            Person.ALL.stream().map(FlagsmithSdk::traits).toList();

    FlagsmithSdk(dev.belay.benchmarks.engine.workload.Flags flags, Path file) {
        try {
            client = FlagsmithClient.newBuilder()
                    .withConfiguration(FlagsmithConfig.newBuilder()
                            .withOfflineMode(true)
                            .withOfflineHandler(new LocalFileHandler(file.toString()))
                            .build())
                    .build();
        } catch (FlagsmithClientError refused) {
            throw new IllegalStateException("Flagsmith did not take its flags", refused);
        }
        keys = flags.keys();
        hasIdentities = flags.content() != Content.ON;
    }

    private static Map<String, Object> traits(Person person) {
        return Map.of(
                "country", person.country(),
                "version", person.version(),
                "email", person.email(),
                "plan", person.plan());
    }

    @Override
    public boolean isOn(int flag, int person) {
        try {
            return flags(person).isFeatureEnabled(keys[flag]);
        } catch (FlagsmithClientError failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String text(int flag, int person) {
        try {
            return (String) flags(person).getFeatureValue(keys[flag]);
        } catch (FlagsmithClientError failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Flags flags(int person) throws FlagsmithClientError {
        return hasIdentities
                ? client.getIdentityFlags(identifiers[person], traits.get(person))
                : client.getEnvironmentFlags();
    }

    @Override
    public void close() {
        client.close();
    }
}
