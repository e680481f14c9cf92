package dev.belay.verification.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * Servers that may be absent where tests run, because whoever runs them has said so.
 *
 * <p><b>Thread-safety:</b> not applicable; it has no instances.
 */
public final class AbsentServers {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.verification");
    private static final String ABSENT = "belay.brokers.absent";

    private AbsentServers() {}

    /** Goes on without a server, by its kind of sink, if that was said, and fails otherwise. */
    public static void allow(String word) {
        assertThat(List.of(System.getProperty(ABSENT, "").split(",", -1)))
                .as(remedy(word) + ", or say -D" + ABSENT + "=" + word + " (several with commas between)")
                .contains(word);
        LOGGER.log(System.Logger.Level.WARNING, "A test goes on without " + word + ": its server is absent here");
    }

    private static String remedy(String word) {
        return switch (word) {
            case "nats" -> "There is no nats-server on the PATH or in /usr/sbin; install it";
            case "redis" ->
                "The Redis server that the build brings does not start on this machine, or does not speak TLS there;"
                        + " install OpenSSL's libraries, which it needs (libssl.so.3 on Linux)";
            default -> throw new IllegalArgumentException(word + " comes with the build and is never absent");
        };
    }
}
