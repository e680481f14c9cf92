package dev.belay.server.sinks.storage;

import dev.belay.core.Value;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.server.http.Structure;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sink announces, and what becomes of events that cannot be delivered.
 *
 * @param name        for people
 * @param selection   which changes
 * @param documents   whether events bear the new document
 * @param skips       whether a line goes on without an event that cannot be delivered, instead of waiting
 * @param giveUpAfter how long an event is tried
 */
public record Manner(String name, Selection selection, boolean documents, boolean skips, Duration giveUpAfter) {

    /** The names of the fields. */
    public static final Set<String> FIELDS =
            Set.of("name", "flags", "actions", "documents", "onUndeliverable", "giveUpAfter");

    private static final Duration USUALLY = Duration.ofHours(24);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(30);
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PATTERNS = 100;
    private static final String WAIT = "wait";
    private static final String SKIP = "skip";

    /** Reads the fields of a body; what is wrong is noted. */
    public static Manner read(Members body) {
        return new Manner(
                name(body.require("name")),
                new Selection(patterns(body, "flags"), patterns(body, "actions")),
                body.find("documents").map(Part::truth).orElse(false),
                body.find("onUndeliverable").map(Manner::skips).orElse(false),
                body.find("giveUpAfter").map(Manner::duration).orElse(USUALLY));
    }

    /** Reads what {@link #value} wrote. */
    static Manner read(Value stored) {
        return read(Part.root(stored, Findings.lenient()).members(FIELDS));
    }

    /** The fields with their values. */
    public Structure value() {
        return new Structure()
                .with("name", name)
                .with("flags", selection.flags().stream().map(Value::of).toList())
                .with("actions", selection.actions().stream().map(Value::of).toList())
                .with("documents", documents)
                .with("onUndeliverable", skips ? SKIP : WAIT)
                .with("giveUpAfter", giveUpAfter.toString());
    }

    private static String name(Part part) {
        String name = part.text();
        if (part.isText() && (name.isBlank() || name.length() > LONGEST_NAME)) {
            part.refuse(
                    "The name must say something, in at most " + LONGEST_NAME + " characters", "1 to " + LONGEST_NAME);
        }
        return name;
    }

    private static List<String> patterns(Members body, String name) {
        return body.find(name).map(Manner::patterns).orElse(List.of());
    }

    private static List<String> patterns(Part part) {
        List<Part> items = part.items();
        if (items.size() > MOST_PATTERNS) {
            part.refuse("There are " + items.size() + " here", "at most " + MOST_PATTERNS);
        }
        return items.stream().limit(MOST_PATTERNS).map(Manner::pattern).toList();
    }

    private static String pattern(Part part) {
        String pattern = part.text();
        int star = pattern.indexOf('*');
        if (part.isText() && (pattern.isEmpty() || (star >= 0 && star < pattern.length() - 1))) {
            part.refuse("This must be a whole word, or the beginning of one with * at its end", "checkout.*");
        }
        return pattern;
    }

    private static boolean skips(Part part) {
        String word = part.text();
        if (part.isText() && !word.equals(WAIT) && !word.equals(SKIP)) {
            part.refuse("There is no '" + word + "' here", WAIT + ", " + SKIP);
        }
        return word.equals(SKIP);
    }

    private static Duration duration(Part part) {
        Optional<Duration> read = parse(part.text());
        if (part.isText()
                && read.filter(each -> LEAST.compareTo(each) <= 0 && each.compareTo(MOST) <= 0)
                        .isEmpty()) {
            part.refuse("'" + part.text() + "' is no such duration", "PT1S to P30D, such as PT24H (ISO 8601)");
        }
        return read.orElse(USUALLY);
    }

    private static Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException notADuration) {
            return Optional.empty();
        }
    }
}
