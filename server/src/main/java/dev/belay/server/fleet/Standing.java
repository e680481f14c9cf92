package dev.belay.server.fleet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an instance compares with a position; what needs a look comes first. */
enum Standing {
    DIVERGED,
    BEHIND,
    AT;

    /** The words of all of them, for messages. */
    static final String ALLOWED = "at, behind, diverged";

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Standing> find(String word) {
        return Arrays.stream(values())
                .filter(standing -> standing.word().equals(word))
                .findFirst();
    }
}
