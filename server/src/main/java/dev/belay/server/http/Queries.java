package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the query of an address strictly: an escape that is not well formed is refused instead of repaired. */
final class Queries {
    private Queries() {}

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
