package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.reading.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the query of an address strictly: an escape that is not well formed is refused instead of repaired. */
final class Queries {
    private Queries() {}

    /**
     * Refuses names beyond {@code allowed}: a misspelt {@code dryRun} must not become a real write.
     *
     * @throws RefusedException {@code invalid-request}, if there are any
     */
    static void refuseOthers(@Nullable String query, Set<String> allowed) {
        for (String pair : query == null || query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            String name = pair.split("=", 2)[0];
            if (!allowed.contains(name)) {
                throw new RefusedException(
                        ProblemName.INVALID_REQUEST,
                        "There is no query parameter '" + name + "' here" + Nearest.hint(name, allowed)
                                + (allowed.isEmpty() ? "" : "; there are " + Nearest.list(allowed)));
            }
        }
    }

    static Optional<String> first(@Nullable String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (key.equals(name)) {
                return Optional.of(decode(name, equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decode(String name, String raw) {
        return PercentDecoding.decodeQuery(raw)
                .orElseThrow(() -> new RefusedException(
                        ProblemName.INVALID_REQUEST,
                        "The query parameter '" + name + "' is not percent-encoded UTF-8; encode it again"));
    }
}
