package dev.belay.benchmarks.engine.sdk;

import com.configcat.ConfigCache;
import com.configcat.ConfigCatClient;
import com.configcat.LogLevel;
import com.configcat.PollingModes;
import com.configcat.User;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** ConfigCat, offline, with its configuration from its cache, which is the path that a downloaded one takes too. */
final class ConfigCatSdk implements Sdk {

    private final ConfigCatClient client;
    private final String[] keys;
    private final User[] users = Person.ALL.stream().map(ConfigCatSdk::user).toArray(User[]::new);

    ConfigCatSdk(Flags flags, Path file) {
        // The library keeps one client per key.
        String sdkKey = "configcat-sdk-1/" + key() + "/" + key();
        client = ConfigCatClient.get(sdkKey, options -> {
            options.pollingMode(PollingModes.manualPoll());
            options.cache(new FileCache(file));
            options.logLevel(LogLevel.NO_LOG);
            options.offline(true);
        });
        client.waitForReadyAsync().join();
        keys = flags.keys();
    }

    private static String key() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }

    private static User user(Person person) {
        return User.newBuilder()
                .custom(Map.of(
                        "country", person.country(),
                        "version", person.version(),
                        "email", person.email(),
                        "plan", person.plan()))
                .build(person.id());
    }

    @Override
    public boolean isOn(int flag, int person) {
        return client.getValue(Boolean.class, keys[flag], users[person], false);
    }

    @Override
    public String text(int flag, int person) {
        return client.getValue(String.class, keys[flag], users[person], "");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Holds what was downloaded last: when, its tag, and itself. */
    private static final class FileCache extends ConfigCache {

        private final String content;

        FileCache(Path file) {
            try {
                content = System.currentTimeMillis() + "\ntag\n" + Files.readString(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        protected String read(String key) {
            return content;
        }

        @Override
        protected void write(String key, String value) {
            // Nothing is ever downloaded.
        }
    }
}
