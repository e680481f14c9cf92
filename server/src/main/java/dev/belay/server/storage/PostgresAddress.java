package dev.belay.server.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and how to log in. The password comes from the environment or a file, never with the
 * address, which other processes and logs may see.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class PostgresAddress {

    /** How an address begins. */
    public static final String PREFIX = "jdbc:postgresql:";

    /** Names the user. */
    public static final String USER = "BELAY_STORE_USER";

    /** Holds the password. */
    public static final String PASSWORD = "BELAY_STORE_PASSWORD";

    private static final GivenPassword GIVEN = new GivenPassword(PASSWORD);

    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;

    private PostgresAddress(String url, Optional<String> user, Optional<String> password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * Takes an address, and user and password from the environment.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong, and never tells a password
     */
    public static PostgresAddress of(String url, Map<String, String> environment) {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "A store must begin with '" + PREFIX + "', as in " + PREFIX + "//db.example.com/belay");
        }
        requireNoPassword(url);
        Optional<String> user = GivenPassword.given(environment, USER);
        if (user.isPresent() && names(url, "user")) {
            throw new IllegalArgumentException(
                    "The user of the store is given in its address and in " + USER + "; give it once");
        }
        return new PostgresAddress(url, user, GIVEN.in(environment));
    }

    private static void requireNoPassword(String url) {
        int query = url.indexOf('?');
        String place = query < 0 ? url : url.substring(0, query);
        if (names(url, "password") || place.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "The address of the store must not hold a password, which others on this machine could read; "
                            + GIVEN.advice());
        }
    }

    /** Whether the address sets a property of the connection. */
    static boolean names(String url, String property) {
        int query = url.indexOf('?');
        return query >= 0
                && Arrays.stream(url.substring(query + 1).split("&", -1))
                        .map(each -> each.split("=", 2)[0].toLowerCase(Locale.ROOT))
                        .anyMatch(property.toLowerCase(Locale.ROOT)::equals);
    }

    String url() {
        return url;
    }

    @Nullable
    String user() {
        return user.orElse(null);
    }

    @Nullable
    String password() {
        return password.orElse(null);
    }

    /** The place alone: properties may be secret, such as the password of a key. */
    @Override
    public String toString() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
