package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What changed between two documents of any kind of subject, in words. */
public final class SubjectChanges {

    private SubjectChanges() {}

    /** The subject: its key, and its kind where that is not a flag. */
    public static String subject(JsonNode subject) {
        String kind = subject.path("kind").asText();
        String key = subject.path("key").asText();
        return kind.equals("flag") ? key : kind + " " + key;
    }

    /** The changes; a missing document means that the subject does not exist. */
    public static List<String> between(JsonNode subject, JsonNode before, JsonNode after) {
        if (subject.path("kind").asText().equals("flag")) {
            return FlagChanges.between(before, after);
        }
        if (!before.isObject()) {
            return List.of(after.isObject() ? "created" : "archived");
        }
        return after.isObject() ? members(before, after) : List.of("archived");
    }

    private static List<String> members(JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        List<String> words = new ArrayList<>();
        for (String name : names) {
            JsonNode old = before.path(name);
            JsonNode now = after.path(name);
            if (!old.equals(now)) {
                words.add(name + ": " + member(name, old) + " → " + member(name, now));
            }
        }
        return List.copyOf(words);
    }

    private static String member(String name, JsonNode value) {
        if (name.equals("when") && value.isObject()) {
            return ConditionWords.of(value);
        }
        if (value.isArray() && value.size() > 5) {
            return value.size() + " keys";
        }
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
