package dev.belay.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many files and sockets the system lets this process have open: every SDK needs one for its stream, and one to report. */
final class OpenFiles {

    /** What a server needs to be of use to a few thousand SDKs. */
    static final long ENOUGH = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger("belay.server");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT = Pattern.compile("(?m)^Max open files\\s+(\\d+)");

    private OpenFiles() {}

    /** Says so when the limit is low; where the system does not tell, nothing is said. */
    static void warnIfFew() {
        try {
            limit(Files.readString(LIMITS))
                    .filter(limit -> limit < ENOUGH)
                    .map(OpenFiles::advice)
                    .ifPresent(LOG::warn);
        } catch (IOException notLinux) {
            LOG.debug("open-files.unknown", notLinux);
        }
    }

    static String advice(long limit) {
        return "open-files.few limit=" + limit + " sdks=" + limit / 2
                + " advice=\"each SDK needs up to two; start with 'ulimit -n " + 2 * ENOUGH + "' or more\"";
    }

    /** Reads what Linux says; empty for a process without a limit. */
    static Optional<Long> limit(String limits) {
        Matcher soft = SOFT.matcher(limits);
        return soft.find() ? Optional.of(Long.parseLong(soft.group(1))) : Optional.empty();
    }
}
