package dev.belay.json.member;

import dev.belay.core.Value;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A segment's document that lists its members itself instead of naming chunks: {@code "members": ["key", …]}.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param rest    the document without them
 * @param members the listed members, if they are listed
 */
public record InlineMembers(Value rest, Optional<MemberSet> members) {

    private static final String NAME = "members";

    /** More help nobody, and a body has room for millions. */
    private static final int MOST_VIOLATIONS = 100;

    /**
     * Takes a list of members out of a document; whatever else is there under that name stays in it.
     *
     * @throws InvalidDocumentException if one of them is not legal
     */
    public static InlineMembers of(Value document) {
        if (!(document instanceof Value.StructureValue structure)
                || !(structure.members().get(NAME) instanceof Value.ListValue list)) {
            return new InlineMembers(document, Optional.empty());
        }
        Map<String, Value> rest = new LinkedHashMap<>(structure.members());
        rest.remove(NAME);
        MemberSet members = MemberEdit.apply(MemberSet.EMPTY, keys(list), List.of());
        return new InlineMembers(new Value.StructureValue(rest), Optional.of(members));
    }

    private static List<String> keys(Value.ListValue list) {
        List<String> keys = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        for (int index = 0; index < list.items().size() && violations.size() < MOST_VIOLATIONS; index++) {
            String path = "/" + NAME + "/" + index;
            if (list.items().get(index) instanceof Value.TextValue text) {
                MemberKeys.problemOf(text.value())
                        .ifPresentOrElse(
                                problem -> violations.add(
                                        Violation.of(path, "In this key: " + problem, MemberKeys.ALLOWED)),
                                () -> keys.add(text.value()));
            } else {
                violations.add(Violation.of(path, "This must be a text", MemberKeys.ALLOWED));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidDocumentException(violations);
        }
        return keys;
    }
}
