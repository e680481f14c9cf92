package dev.belay.server.changes;

import dev.belay.control.Operation;
import dev.belay.control.Precondition;
import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.Segment;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.member.InlineMembers;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.server.flagset.WeightFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the operations of a change set, each by its {@code op}. */
final class OperationReader {

    private static final Map<String, Form> FORMS = forms();

    private OperationReader() {}

    /**
     * Reads the operations in {@code changes}; what is wrong is noted in the body's findings.
     *
     * @param chunks finds a chunk of members that a segment names, or refuses
     */
    static List<Operation> readAll(Members body, Function<String, MemberChunk> chunks) {
        Part changes = body.require("changes");
        List<Part> items = changes.items();
        if (items.isEmpty()) {
            changes.refuse("A change set needs at least one operation", "at least one operation");
        }
        return items.stream()
                .map(part -> read(part, chunks))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Reads one; what is wrong is noted in the part's findings, and nothing answered. */
    private static Optional<Operation> read(Part part, Function<String, MemberChunk> chunks) {
        if (!(part.value() instanceof Value.StructureValue(var members))) {
            part.members(Set.of());
            return Optional.empty();
        }
        if (!(members.get("op") instanceof Value.TextValue(String op))) {
            part.members(members.keySet())
                    .require("op", Nearest.list(FORMS.keySet()))
                    .text();
            return Optional.empty();
        }
        Form form = FORMS.get(op);
        if (form == null) {
            part.members(members.keySet())
                    .require("op")
                    .refuse(
                            "There is no operation '" + op + "'" + Nearest.hint(op, FORMS.keySet()),
                            Nearest.list(FORMS.keySet()));
            return Optional.empty();
        }
        return form.reading().read(part.members(form.fields()), chunks);
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new HashMap<>();
        forms.put("put", form(Set.of("flag"), OperationReader::putFlag));
        forms.put("put-segment", form(Set.of("segment"), OperationReader::putSegment));
        forms.put("enable", command(Operation.Enable::new));
        forms.put("disable", command(Operation.Disable::new));
        forms.put("archive", command(Operation.Archive::new));
        forms.put("archive-segment", command(Operation.ArchiveSegment::new));
        forms.put("reshuffle", command(Operation.Reshuffle::new));
        forms.put(
                "weights",
                form(
                        Set.of("key", "rule", "weights"),
                        members -> Optional.of(
                                WeightFields.read(members.require("key").text(), members, base(members)))));
        forms.put("rollback", form(Set.of("key", "toVersion", "withClosure"), OperationReader::rollback));
        forms.put("rollback-segment", form(Set.of("key", "toVersion"), OperationReader::rollbackSegment));
        return forms;
    }

    private static Form form(Set<String> particular, Function<Members, Optional<Operation>> reading) {
        return form(particular, (members, _) -> reading.apply(members));
    }

    private static Form form(Set<String> particular, Reading reading) {
        Set<String> fields = new HashSet<>(particular);
        fields.add("op");
        fields.add("baseVersion");
        return new Form(fields, reading);
    }

    private static Form command(BiFunction<String, Precondition, Operation> command) {
        return form(
                Set.of("key"),
                members -> Optional.of(command.apply(members.require("key").text(), base(members))));
    }

    private static Optional<Operation> putFlag(Members members) {
        Optional<Flag> flag = document(members.require("flag"), FlagFormat::read);
        return flag.map(read -> new Operation.PutFlag(read, base(members)));
    }

    private static Optional<Operation> putSegment(Members members, Function<String, MemberChunk> chunks) {
        Optional<Segment> segment = document(members.require("segment"), document -> segment(document, chunks));
        return segment.map(read -> new Operation.PutSegment(read, base(members)));
    }

    private static Segment segment(Value document, Function<String, MemberChunk> chunks) {
        InlineMembers inline = InlineMembers.of(document);
        Segment segment = SegmentFormat.read(inline.rest(), chunks);
        return inline.members().map(segment::withMembers).orElse(segment);
    }

    private static Optional<Operation> rollback(Members members) {
        return Optional.of(new Operation.Rollback(
                members.require("key").text(),
                References.version(members.require("toVersion")),
                members.find("withClosure").map(Part::truth).orElse(false),
                base(members)));
    }

    private static Optional<Operation> rollbackSegment(Members members) {
        return Optional.of(new Operation.RollbackSegment(
                members.require("key").text(), References.version(members.require("toVersion")), base(members)));
    }

    private static Precondition base(Members members) {
        return members.find("baseVersion")
                .map(part -> Precondition.version(References.version(part)))
                .orElse(Precondition.NONE);
    }

    // What is wrong within a document is noted where the document lies in the change set.
    private static <T> Optional<T> document(Part part, Function<Value, T> format) {
        if (!part.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(format.apply(part.value()));
        } catch (InvalidDocumentException invalid) {
            for (Violation violation : invalid.violations()) {
                part.findings()
                        .add(new Violation(part.path() + violation.path(), violation.detail(), violation.allowed()));
            }
            return Optional.empty();
        }
    }

    /** The fields that an operation may have, and how they are read. */
    private record Form(Set<String> fields, Reading reading) {}

    /** Reads an operation, which may name chunks of members. */
    @FunctionalInterface
    private interface Reading {
        Optional<Operation> read(Members members, Function<String, MemberChunk> chunks);
    }
}
