package dev.belay.verification.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * Servers that speak TLS and may be absent where tests run, because whoever runs them has said so.
 *
 * <p><b>Thread-safety:</b> not applicable; it has no instances.
 */
public final class AbsentServers {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.verification");
    private static final String ABSENT = "belay.brokers.absent";

    private AbsentServers() {}

    /** Goes on without a server if that was said, and fails otherwise. */
    public static void allow(String word) {
        assertThat(List.of(System.getProperty(ABSENT, "").split(",", -1)))
                .as("There is no " + word + " server here that speaks TLS; install it, or say -D" + ABSENT + "=" + word)
                .contains(word);
        LOGGER.log(System.Logger.Level.WARNING, "TLS with " + word + " is not tested: no server here speaks it");
    }
}
