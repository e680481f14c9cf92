package dev.belay.server.flagset;

import dev.belay.control.Precondition;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Entity tags, {@code "epoch:number"}, and the conditions that requests make of them. */
public final class EntityTags {

    private static final String ANY = "*";
    private static final Pattern ONE_TAG = Pattern.compile("(W/)?\"[^\"]*\"");

    private EntityTags() {}

    /** The tag of a version of a subject, or of a revision of a flag set. */
    public static String of(String epoch, long number) {
        return '"' + epoch + ":" + number + '"';
    }

    /** An answer under a tag; without its body when the requester says that it has that already. */
    public static Answer answer(Request request, String tag, Supplier<Answer> answer) {
        boolean known = request.header("if-none-match")
                .map(header -> Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(given -> given.equals(tag) || given.equals("W/" + tag) || given.equals(ANY)))
                .orElse(false);
        return (known ? Answer.empty(304) : answer.get()).with("etag", tag).with("cache-control", "no-cache");
    }

    /**
     * What a write demands of its subject by {@code If-Match}, which may be {@code *}, or {@code If-None-Match: *}.
     *
     * @throws RefusedException {@code invalid-request}, if a header is there that means neither
     */
    public static Precondition precondition(Request request) {
        Optional<String> match = request.header("if-match");
        Optional<String> noneMatch = request.header("if-none-match");
        if (match.isPresent() && noneMatch.isPresent()) {
            throw refused("If-Match and If-None-Match contradict each other; send one of them");
        }
        if (noneMatch.filter(header -> !header.equals(ANY)).isPresent()) {
            throw refused("If-None-Match is '" + noneMatch.get() + "'; a write can only say If-None-Match: *");
        }
        return noneMatch
                .map(header -> Precondition.ABSENT)
                .or(() -> match.map(EntityTags::tag))
                .orElse(Precondition.NONE);
    }

    private static Precondition tag(String header) {
        String text = header.strip();
        if (text.equals(ANY)) {
            return Precondition.PRESENT;
        }
        if (ONE_TAG.matcher(text).matches()) {
            return ofTag(text);
        }
        throw refused("If-Match is '" + header
                + "' and must be the one entity tag that a GET or a write of the subject answered, with its quotes");
    }

    /** Weak tags match no write, and tags of another form name no version. */
    private static Precondition ofTag(String tag) {
        try {
            Position parts = Position.parse(tag.substring(1, tag.length() - 1));
            return tag.startsWith("W/")
                    ? Precondition.foreignTag(tag)
                    : Precondition.tag(parts.epoch(), parts.revision());
        } catch (IllegalArgumentException notOurs) {
            return Precondition.foreignTag(tag);
        }
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(ProblemName.INVALID_REQUEST, detail);
    }
}
