package dev.belay.control;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * One place in a document that names another subject.
 *
 * @param target   what is named
 * @param variants the variants of the target that the place names as well
 * @param path     where the target's key stands in the document, as a JSON Pointer
 * @param parent   the JSON Pointer of the structure around it, below which the variants stand
 */
record Reference(Subject target, List<String> variants, String path, String parent) {

    private static final List<String> NONE = List.of();

    /** Every reference of a flag's document, in its order. */
    static List<Reference> of(Flag flag) {
        List<Reference> found = new ArrayList<>();
        int index = 0;
        for (Prerequisite prerequisite : flag.prerequisites()) {
            found.add(of(prerequisite, "/prerequisites/" + index++));
        }
        index = 0;
        for (Rule rule : flag.rules()) {
            collect(rule.when(), "/rules/" + index++ + "/when", found);
        }
        return found;
    }

    /** Every reference of a segment's document, in its order. */
    static List<Reference> of(Segment segment) {
        List<Reference> found = new ArrayList<>();
        segment.when().ifPresent(condition -> collect(condition, "/when", found));
        return found;
    }

    /** Where the n-th variant stands. */
    String pathOfVariant(int index) {
        return parent + "/variants/" + index;
    }

    private static Reference of(Prerequisite prerequisite, String path) {
        List<String> variants = switch (prerequisite) {
            case Prerequisite.Serves serves -> serves.variants();
            case Prerequisite.Disabled _ -> NONE;
        };
        return flag(prerequisite.flag(), variants, path);
    }

    private static Reference flag(String key, List<String> variants, String path) {
        return new Reference(Subject.flag(key), variants, path + "/flag", path);
    }

    private static void collect(Condition condition, String path, List<Reference> found) {
        switch (condition) {
            case Condition.All(var parts) -> collect(parts, path + "/all/", found);
            case Condition.Any(var parts) -> collect(parts, path + "/any/", found);
            case Condition.Not(var part) -> collect(part, path + "/not", found);
            case Condition.InSegment(var key) ->
                found.add(new Reference(Subject.segment(key), NONE, path + "/segment", path));
            case Condition.FlagServes(var key, var variants) -> found.add(flag(key, variants, path));
            case Condition.FlagDisabled(var key) -> found.add(flag(key, NONE, path));
            case Condition.Share _,
                    Condition.Attribute _,
                    Condition.Now _,
                    Condition.Time _,
                    Condition.NotUnderstood _ -> {}
        }
    }

    private static void collect(List<Condition> parts, String path, List<Reference> found) {
        for (int index = 0; index < parts.size(); index++) {
            collect(parts.get(index), path + index, found);
        }
    }
}
