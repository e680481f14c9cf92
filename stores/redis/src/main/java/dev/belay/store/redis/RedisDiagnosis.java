package dev.belay.store.redis;

import dev.belay.ledger.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence what is wrong with a Redis server, by the word that its errors begin with.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param settings where the server is; nothing secret of them is told
 */
record RedisDiagnosis(RedisSettings settings) {

    /** Errors of a server that is not, or not any more, the one to write to. */
    private static final Set<String> ROLES = Set.of("READONLY", "MASTERDOWN", "LOADING", "MOVED", "CLUSTERDOWN");

    /** Whether the connection was cut, or none could be made. */
    static boolean isCut(RedisException failure) {
        return find(failure, RedisCommandExecutionException.class) == null
                && find(failure, RedisCommandTimeoutException.class) == null
                && find(failure, RedisCommandInterruptedException.class) == null;
    }

    /** Whether another server has to be looked for, so that the connection is of no use. */
    static boolean isOfRole(RedisCommandExecutionException refused) {
        return ROLES.contains(word(String.valueOf(refused.getMessage())));
    }

    StoreUnavailableException from(RedisException failure) {
        Throwable refused = find(failure, RedisCommandExecutionException.class);
        if (refused != null) {
            String words = String.valueOf(refused.getMessage());
            return unavailable(sentence(word(words)), words, failure);
        }
        if (find(failure, RedisCommandTimeoutException.class) != null) {
            return unavailable(
                    "The Redis server " + settings.address() + " does not answer; look whether it hangs",
                    "no answer within " + settings.patience().toMillis() + " ms",
                    failure);
        }
        if (find(failure, RedisCommandInterruptedException.class) != null) {
            return unavailable("The Redis server was not asked, because the thread was interrupted", "", failure);
        }
        if (find(failure, SSLException.class) != null) {
            return unavailable(
                    "TLS with the Redis server " + settings.address()
                            + " failed; look whether it speaks TLS, whether this"
                            + " JVM trusts the authority of its certificate, and whether that is for this host",
                    root(failure),
                    failure);
        }
        return unavailable(
                "The Redis server " + settings.address() + " cannot be reached; start it, or look at the network",
                root(failure),
                failure);
    }

    private String sentence(String word) {
        return switch (word) {
            case "WRONGPASS", "NOAUTH" -> "The Redis server does not accept the user or its password; correct them";
            case "NOPERM" ->
                "The Redis user may not do what Belay needs; grant it, by ACL SETUSER … +@all ~{" + settings.prefix()
                        + "}* &{" + settings.prefix() + "}*";
            case "READONLY", "MASTERDOWN" ->
                "The Redis server is a replica and read-only; name the primary, or let it become one";
            case "LOADING" -> "The Redis server is still reading its files; wait for it";
            case "OOM" -> "The Redis server has no memory left for changes; raise maxmemory, or remove other keys";
            case "MISCONF" -> "The Redis server cannot write to its disk; free some space";
            case "MOVED", "CLUSTERDOWN", "ASK" ->
                "Another node of the Redis cluster has the keys {" + settings.prefix() + "}; name that one";
            default -> "The Redis server cannot be used";
        };
    }

    private static StoreUnavailableException unavailable(String message, String detail, RedisException failure) {
        String first = detail.lines().findFirst().orElse("");
        return new StoreUnavailableException(first.isEmpty() ? message : message + " (" + first + ")", failure);
    }

    /** The failure, or what has led to it, of this kind; null if there is none. */
    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** A script's error has it after the script's own words in old versions. */
    private static String word(String message) {
        int space = message.indexOf(' ');
        String first = space < 0 ? message : message.substring(0, space);
        if (!first.equals("ERR")) {
            return first.startsWith("-") ? first.substring(1) : first;
        }
        return ROLES.stream().filter(message::contains).findFirst().orElseGet(() -> inside(message));
    }

    private static String inside(String message) {
        if (message.contains("NOPERM") || message.contains("The user executing the script")) {
            return "NOPERM";
        }
        return message.contains("-OOM") || message.contains("OOM command")
                ? "OOM"
                : message.contains("-MISCONF") ? "MISCONF" : "ERR";
    }
}
