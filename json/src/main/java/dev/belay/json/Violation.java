package dev.belay.json;

import java.util.Optional;

/**
 * One thing that is wrong with a document.
 *
 * @param path    where, as a JSON Pointer (RFC 6901); empty for the whole document
 * @param detail  what was given and what to do, in one sentence
 * @param allowed what is allowed there, if that can be listed
 */
public record Violation(String path, String detail, Optional<String> allowed) {

    /** A violation that lists nothing. */
    public static Violation of(String path, String detail) {
        return new Violation(path, detail, Optional.empty());
    }

    /** A violation with what is allowed. */
    public static Violation of(String path, String detail, String allowed) {
        return new Violation(path, detail, Optional.of(allowed));
    }

    /** Path, detail and what is allowed, for logs and terminals. */
    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ")
                + detail
                + allowed.map(list -> " (allowed: " + list + ")").orElse("");
    }
}
