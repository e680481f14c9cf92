package dev.belay.server.storage;

import dev.belay.ledger.serial.NewsChannel;
import dev.belay.store.redis.RedisNewsChannel;
import dev.belay.store.redis.RedisSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the Redis server is by which nodes on one database tell one another of changes, and how to log in. The password
 * comes from the environment or a file.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class NewsAddress {

    /** Holds the password. */
    public static final String PASSWORD = "BELAY_NEWS_PASSWORD";

    private static final GivenPassword GIVEN = new GivenPassword(PASSWORD);
    private static final Pattern FORM =
            Pattern.compile("rediss?://([^@/]*@)?(\\[[0-9a-fA-F:]+]|[^:/@?#]+)(:[0-9]{1,5})?(/[0-9]*)?");

    private final RedisSettings settings;

    private NewsAddress(RedisSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes an address, and the password from the environment.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong, and never tells a password
     */
    public static NewsAddress of(String url, Map<String, String> environment) {
        RedisSettings settings = RedisSettings.of(url);
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new IllegalArgumentException("The address " + settings.address()
                    + " of the news cannot be read; write redis://host:port, or rediss://host:port for TLS");
        }
        String login = Objects.requireNonNullElse(form.group(1), "");
        Optional<String> password = GIVEN.in(environment);
        if (login.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "The address of the news must not hold a password, which others on this machine could read; "
                            + GIVEN.advice());
        }
        if (!login.isEmpty() && password.isEmpty()) {
            throw new IllegalArgumentException(
                    "The address of the news names a user, and there is no password; " + GIVEN.advice());
        }
        return new NewsAddress(
                password.map(each -> settings.withPassword(() -> each)).orElse(settings));
    }

    /** A channel on that server, which need not be there yet. */
    public NewsChannel open() {
        return RedisNewsChannel.on(settings);
    }

    /** The place alone. */
    @Override
    public String toString() {
        return settings.address();
    }
}
