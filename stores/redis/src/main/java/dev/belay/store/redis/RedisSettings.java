package dev.belay.store.redis;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a Redis server is and how to use it.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param uri      {@code redis://[user@]host[:port][/database]}, or {@code rediss://} for TLS; a password in it works and
 *     is never shown, but is better kept out of it
 * @param password asked for whenever a connection is made; empty to take the URI's, if it has one
 * @param prefix   what all keys begin with, in braces, so that a cluster keeps them together
 * @param accepted losses that the server may have because of its settings
 * @param replicas how many replicas must have confirmed a change before it is acknowledged
 * @param patience how long the server has for an answer
 */
public record RedisSettings(
        String uri,
        Optional<Supplier<String>> password,
        String prefix,
        Set<Loss> accepted,
        int replicas,
        Duration patience) {

    private static final String PREFIX_ALLOWED = "[A-Za-z0-9._:-]{1,100}";

    /** Checks what can be checked without the server. */
    public RedisSettings {
        Objects.requireNonNull(uri, "The URI is null; give one such as redis://127.0.0.1:6379");
        if (!uri.startsWith("redis://") && !uri.startsWith("rediss://")) {
            throw new IllegalArgumentException("The address '" + withoutLogin(uri)
                    + "' is not one of a Redis server; begin it with redis://, or with rediss:// for TLS");
        }
        if (!prefix.matches(PREFIX_ALLOWED)) {
            throw new IllegalArgumentException("The prefix '" + prefix + "' is not allowed; use up to 100 letters,"
                    + " digits and the characters . _ : -");
        }
        if (replicas < 0) {
            throw new IllegalArgumentException("Waiting for " + replicas + " replicas is not possible; name 0 or more");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("The patience is " + patience + "; it must be longer than nothing");
        }
        accepted = Set.copyOf(accepted);
    }

    /** A server with the prefix {@code belay}, no losses, no replicas to wait for, and five seconds for each answer. */
    public static RedisSettings of(String uri) {
        return new RedisSettings(uri, Optional.empty(), "belay", Set.of(), 0, Duration.ofSeconds(5));
    }

    /** A copy that asks for a password whenever a connection is made. */
    public RedisSettings withPassword(Supplier<String> secret) {
        return new RedisSettings(uri, Optional.of(secret), prefix, accepted, replicas, patience);
    }

    /** A copy with other keys, for several ledgers' worlds on one server. */
    public RedisSettings withPrefix(String other) {
        return new RedisSettings(uri, password, other, accepted, replicas, patience);
    }

    /** A copy that also accepts a loss. */
    public RedisSettings accepting(Loss loss) {
        EnumSet<Loss> more = EnumSet.of(loss);
        more.addAll(accepted);
        return new RedisSettings(uri, password, prefix, more, replicas, patience);
    }

    /** A copy in which a change is acknowledged only when so many replicas have confirmed it. */
    public RedisSettings withReplicas(int count) {
        return new RedisSettings(uri, password, prefix, accepted, count, patience);
    }

    /** A copy that waits for another time for an answer. */
    public RedisSettings withPatience(Duration length) {
        return new RedisSettings(uri, password, prefix, accepted, replicas, length);
    }

    /** The address, without user and password. */
    public String address() {
        return withoutLogin(uri);
    }

    private static String withoutLogin(String uri) {
        return uri.replaceFirst("//.*@", "//");
    }

    /** Says nothing of users and passwords. */
    @Override
    public String toString() {
        return "RedisSettings[" + address() + ", prefix=" + prefix + ", accepted=" + accepted + ", replicas=" + replicas
                + "]";
    }
}
