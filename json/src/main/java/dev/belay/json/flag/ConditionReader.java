package dev.belay.json.flag;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.Condition;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tree of a condition. */
final class ConditionReader {

    static final Set<String> FORMS =
            Set.of("attribute", "all", "any", "not", "segment", "flag", "share", "time", "now");
    private static final Condition UNREADABLE = new Condition.All(List.of());

    private final Bucketing bucketing;

    /** @param bucketing from which shares take what they leave out */
    ConditionReader(Bucketing bucketing) {
        this.bucketing = bucketing;
    }

    Condition read(Part part) {
        Set<String> forms = new TreeSet<>(part.names());
        forms.retainAll(FORMS);
        if (forms.size() == 1) {
            return read(forms.iterator().next(), part);
        }
        if (!part.isObject()) {
            part.members(FORMS);
        } else if (forms.isEmpty()) {
            part.refuse(
                    "This is no condition that is known here" + (part.isHeard() ? hint(part) : ""),
                    Nearest.list(FORMS));
        } else {
            part.refuse("This mixes " + String.join(" and ", forms) + "; join conditions by 'all' or 'any'");
        }
        return UNREADABLE;
    }

    private Condition read(String form, Part part) {
        return switch (form) {
            case "all" -> new Condition.All(parts(part, form));
            case "any" -> new Condition.Any(parts(part, form));
            case "not" -> new Condition.Not(read(part.members(Set.of(form)).require(form)));
            case "segment" ->
                new Condition.InSegment(Header.key(part.members(Set.of(form)).require(form)));
            case "flag" -> flag(part.members(Set.of("flag", "variants", "disabled")));
            case "share" -> share(part.members(Set.of(form)).require(form));
            case "time" -> MomentReader.time(part.members(Set.of(form)).require(form));
            case "now" -> MomentReader.now(part.members(Set.of(form)).require(form));
            default -> AttributeReader.read(part);
        };
    }

    private List<Condition> parts(Part part, String form) {
        return part.members(Set.of(form)).require(form).items().stream()
                .map(this::read)
                .toList();
    }

    private static Condition flag(Members members) {
        String key = Header.key(members.require("flag"));
        FlagQuestion question = FlagQuestion.read(members);
        return question.disabled()
                ? new Condition.FlagDisabled(key)
                : new Condition.FlagServes(key, question.variants());
    }

    private Condition share(Part part) {
        Members members = part.members(Set.of("from", "to", "bucketing"));
        Bucketing own = BucketingReader.readOfShare(members.require("bucketing"), bucketing)
                .over(bucketing, bucketing.salt());
        int from = (int) members.require("from").integer(0, own.total());
        int to = (int) members.require("to").integer(from, own.total());
        return new Condition.Share(from, to, own);
    }

    private static String hint(Part part) {
        return part.names().stream()
                .map(name -> Nearest.hint(name, FORMS))
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElse("");
    }
}
