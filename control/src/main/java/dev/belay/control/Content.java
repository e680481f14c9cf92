package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a flag or a segment is described by, as bytes and, where it can be read, as model. */
sealed interface Content {

    Subject subject();

    Document document();

    /** Everything that it names. */
    List<Reference> references();

    static Content of(Flag flag) {
        return new OfFlag(flag, Document.of(FlagFormat.write(flag)));
    }

    /** The same flag, enabled or disabled; whatever else its document says stays, also what cannot be read here. */
    default Content withEnabled(boolean enabled) {
        if (this instanceof OfFlag readable) {
            return of(readable.flag().withEnabled(enabled));
        }
        if (!(document().value() instanceof Value.StructureValue(var known))) {
            return this;
        }
        Map<String, Value> members = new LinkedHashMap<>(known);
        members.put("enabled", Value.of(enabled));
        return new Opaque(subject(), Document.of(new Value.StructureValue(members)));
    }

    /** A flag whose document is made only when it is asked for: most changes of a change set may be overtaken. */
    static Content unfinished(Flag flag) {
        return new OfFlag(flag, null);
    }

    static Content of(Segment segment) {
        Document document = Document.of(SegmentFormat.write(segment));
        return new OfSegment(
                segment, segment.members().map(document::withMembers).orElse(document));
    }

    /** This segment with other members; whatever else its document says stays, also what cannot be read here. */
    static Content withMembers(OfSegment segment, MemberSet members) {
        if (!(segment.document().value() instanceof Value.StructureValue known)) {
            return of(segment.segment().withMembers(members));
        }
        Document document = Document.of(SegmentFormat.withMembers(known, members));
        return new OfSegment(
                segment.segment().withMembers(members),
                members.count() == 0 ? document : document.withMembers(members));
    }

    /** What a state has for a subject; empty if it is absent or archived there. */
    static Optional<Content> in(LedgerState state, Subject subject) {
        SubjectState found = state.subject(subject);
        return found == null ? Optional.empty() : found.document().map(document -> of(state, subject, document));
    }

    private static Content of(LedgerState state, Subject subject, Document document) {
        if (subject.kind().equals(Subject.FLAG)
                && state.snapshot().flag(subject.key()) instanceof SnapshotFlag.Understood readable) {
            return new OfFlag(readable.flag(), document);
        }
        Segment segment =
                subject.kind().equals(Subject.SEGMENT) ? state.snapshot().segment(subject.key()) : null;
        return segment == null ? new Opaque(subject, document) : new OfSegment(segment, document);
    }

    /** A flag. */
    final class OfFlag implements Content {

        private final Flag flag;
        private @Nullable Document document;

        private OfFlag(Flag flag, @Nullable Document document) {
            this.flag = flag;
            this.document = document;
        }

        Flag flag() {
            return flag;
        }

        @Override
        public Subject subject() {
            return Subject.flag(flag.key());
        }

        @Override
        public Document document() {
            Document made = document;
            if (made == null) {
                made = Document.of(FlagFormat.write(flag));
                document = made;
            }
            return made;
        }

        @Override
        public List<Reference> references() {
            return Reference.of(flag);
        }
    }

    /** A segment. */
    record OfSegment(Segment segment, Document document) implements Content {
        @Override
        public Subject subject() {
            return Subject.segment(segment.key());
        }

        @Override
        public List<Reference> references() {
            return Reference.of(segment);
        }
    }

    /** Something that was written by another version of Belay and cannot be read by this one. */
    record Opaque(Subject subject, Document document) implements Content {
        @Override
        public List<Reference> references() {
            return List.of();
        }
    }
}
