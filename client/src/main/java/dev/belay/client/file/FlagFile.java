package dev.belay.client.file;

import dev.belay.core.Shared;
import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.member.InlineMembers;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The two forms of a file of flags: {@code {"flags": [...], "segments": [...]}} with whole documents, and, for short, a
 * map from each flag's key to the value that it always serves.
 */
final class FlagFile {

    private static final String FLAGS = "flags";
    private static final String SEGMENTS = "segments";

    private final Shared shared = new Shared();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Subject, Document> subjects = new LinkedHashMap<>();

    private FlagFile() {}

    /**
     * The documents that a file describes.
     *
     * @throws InvalidDocumentException naming everything that is wrong
     */
    static Map<Subject, Document> read(Value content) {
        FlagFile file = new FlagFile();
        if (content instanceof Value.StructureValue structure) {
            file.readMembers(structure.members());
        } else {
            file.wrong(
                    "", "the file must be a map, and it is a " + content.type().word());
        }
        if (!file.violations.isEmpty()) {
            throw new InvalidDocumentException(file.violations);
        }
        return file.subjects;
    }

    /**
     * The documents in the files of a folder.
     *
     * @param flags    a flag's document by the name of each file
     * @param segments a segment's document by the name of each file
     * @throws InvalidDocumentException naming everything that is wrong
     */
    static Map<Subject, Document> read(Map<String, Value> flags, Map<String, Value> segments) {
        FlagFile file = new FlagFile();
        flags.forEach((name, document) -> file.one(name + "#", document, each -> file.put(name, file.flag(each))));
        segments.forEach((name, document) -> file.one(name + "#", document, each -> file.put(name, segment(each))));
        if (!file.violations.isEmpty()) {
            throw new InvalidDocumentException(file.violations);
        }
        return file.subjects;
    }

    private void readMembers(Map<String, Value> members) {
        boolean whole =
                members.get(FLAGS) instanceof Value.ListValue || members.get(SEGMENTS) instanceof Value.ListValue;
        members.forEach((name, value) -> {
            String path = "/" + name;
            if (!whole) {
                constant(path, name, value);
            } else if (value instanceof Value.ListValue list && name.equals(FLAGS)) {
                each(path, list, document -> put(path, flag(document)));
            } else if (value instanceof Value.ListValue list && name.equals(SEGMENTS)) {
                each(path, list, document -> put(path, segment(document)));
            } else {
                wrong(path, "a file of whole documents has two members, 'flags' and 'segments', which are lists");
            }
        });
    }

    private void each(String path, Value.ListValue list, Consumer<Value> reader) {
        for (int index = 0; index < list.items().size(); index++) {
            one(path + "/" + index, list.items().get(index), reader);
        }
    }

    private void one(String place, Value document, Consumer<Value> reader) {
        try {
            reader.accept(document);
        } catch (InvalidDocumentException invalid) {
            invalid.violations()
                    .forEach(each -> violations.add(new Violation(place + each.path(), each.detail(), each.allowed())));
        }
    }

    private void constant(String path, String key, Value value) {
        boolean isToggle = value instanceof Value.BooleanValue;
        try {
            put(path, flag(isToggle ? toggle(key, value.equals(Value.of(true))) : constant(key, value)));
        } catch (InvalidDocumentException invalid) {
            wrong(path, "'" + key + "' cannot always serve this value: " + invalid.getMessage());
        }
    }

    private static Value toggle(String key, boolean on) {
        List<Value> variants = List.of(variant("on", Value.of(true)), variant("off", Value.of(false)));
        return document(key, "boolean", variants, on ? "on" : "off");
    }

    private static Value constant(String key, Value value) {
        return document(key, value.type().word(), List.of(variant("value", value)), "value");
    }

    private static Value document(String key, String type, List<Value> variants, String served) {
        return Value.of(Map.of(
                "key", Value.of(key),
                "type", Value.of(type),
                "variants", Value.of(variants),
                "enabled", Value.of(true),
                "otherwise", Value.of(Map.of("variant", Value.of(served)))));
    }

    private static Value variant(String name, Value value) {
        return Value.of(Map.of("name", Value.of(name), "value", value));
    }

    private Map.Entry<Subject, Document> flag(Value document) {
        Flag flag = FlagFormat.read(document, shared);
        return Map.entry(Subject.flag(flag.key()), Document.of(flag));
    }

    private static Map.Entry<Subject, Document> segment(Value document) {
        InlineMembers inline = InlineMembers.of(document);
        Segment rest = SegmentFormat.read(inline.rest());
        Segment segment = inline.members().map(rest::withMembers).orElse(rest);
        Document written = Document.of(SegmentFormat.write(segment));
        return Map.entry(
                Subject.segment(segment.key()),
                segment.members().map(written::withMembers).orElse(written));
    }

    private void put(String path, Map.Entry<Subject, Document> subject) {
        if (subjects.put(subject.getKey(), subject.getValue()) != null) {
            wrong(path, "the key '" + subject.getKey().key() + "' occurs twice");
        }
    }

    private void wrong(String path, String detail) {
        violations.add(new Violation(path, detail, Optional.empty()));
    }
}
