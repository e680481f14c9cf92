package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.ValueType;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** As which types the conditions of a flag set ask its attributes. */
final class AttributeTypes {

    /** So many items of a list count as one condition. */
    private static final int ITEMS = 64;

    private final Map<String, Map<ValueType, String>> places = new HashMap<>();
    private int left;

    private AttributeTypes(int most) {
        left = most;
    }

    /** Looks through everything; beyond so many conditions it stops, and knows less. */
    static AttributeTypes in(Snapshot snapshot, int most) {
        AttributeTypes types = new AttributeTypes(most);
        for (SnapshotFlag flag : snapshot.flags()) {
            if (flag instanceof SnapshotFlag.Understood readable) {
                types.note(readable.flag());
            }
        }
        snapshot.segments().forEach(types::note);
        return types;
    }

    /** Whether there was more to look at. */
    boolean isCut() {
        return left < 0;
    }

    /** Remarks on an attribute that is asked as another type somewhere. */
    void compare(Condition.Attribute condition, String path, Remarks remarks) {
        Optional<ValueType> here = typeOf(condition);
        Map<ValueType, String> known = places.getOrDefault(condition.attribute().toString(), Map.of());
        if (here.isEmpty() || known.keySet().equals(Set.of(here.get()))) {
            return;
        }
        known.entrySet().stream()
                .filter(other -> other.getKey() != here.get())
                .findFirst()
                .ifPresent(other -> remarks.add(
                        RemarkCode.ATTRIBUTE_OF_TWO_TYPES,
                        path,
                        "This asks '" + condition.attribute() + "' as "
                                + here.get().word() + ", and "
                                + other.getValue() + " asks it as "
                                + other.getKey().word()
                                + "; one of them never holds unless the attribute has two types: correct it, or say"
                                + " what to read it \"as\"",
                        known.entrySet().stream()
                                .map(each -> each.getKey().word() + ": " + each.getValue())
                                .collect(Collectors.joining("; "))));
    }

    private void note(Flag flag) {
        for (int at = 0; at < flag.rules().size() && left >= 0; at++) {
            note(flag.rules().get(at).when(), "the flag " + Words.quoted(flag.key()) + " at /rules/" + at + "/when");
        }
    }

    private void note(Segment segment) {
        segment.when().ifPresent(when -> note(when, "the segment " + Words.quoted(segment.key()) + " at /when"));
    }

    private void note(Condition condition, String place) {
        left--;
        if (left < 0) {
            return;
        }
        if (condition instanceof Condition.All all) {
            notePart(all.parts(), place + "/all/");
        } else if (condition instanceof Condition.Any any) {
            notePart(any.parts(), place + "/any/");
        } else if (condition instanceof Condition.Not not) {
            note(not.part(), place + "/not");
        } else if (condition instanceof Condition.Attribute attribute) {
            left -= Comparisons.items(attribute.operand()).size() / ITEMS;
            typeOf(attribute)
                    .ifPresent(type -> places.computeIfAbsent(
                                    attribute.attribute().toString(), name -> new EnumMap<>(ValueType.class))
                            .putIfAbsent(type, place));
        }
    }

    private void notePart(List<Condition> parts, String place) {
        for (int at = 0; at < parts.size(); at++) {
            note(parts.get(at), place + at);
        }
    }

    /** The one type that a comparison can hold for, if there is one. */
    private static Optional<ValueType> typeOf(Condition.Attribute condition) {
        if (condition.as().isPresent()) {
            return Optional.empty();
        }
        return switch (condition.operator()) {
            case EQUALS -> Optional.of(condition.operand().type());
            case IN -> onlyType(condition);
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, SEMVER, CIDR, SHA256_IN -> Optional.of(ValueType.STRING);
            case LESS_THAN, AT_MOST, GREATER_THAN, AT_LEAST, BETWEEN, MODULO -> Optional.of(ValueType.NUMBER);
            case CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE -> Optional.of(ValueType.LIST);
            case TYPE -> namedType(condition);
            case BEFORE, AFTER, EXISTS, ABSENT -> Optional.empty();
        };
    }

    private static Optional<ValueType> onlyType(Condition.Attribute condition) {
        List<ValueType> types = Comparisons.items(condition.operand()).stream()
                .map(item -> item.type())
                .distinct()
                .toList();
        return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
    }

    private static Optional<ValueType> namedType(Condition.Attribute condition) {
        for (ValueType type : ValueType.values()) {
            if (!condition.negate() && Value.of(type.word()).equals(condition.operand())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
