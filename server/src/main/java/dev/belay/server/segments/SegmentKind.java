package dev.belay.server.segments;

import dev.belay.control.Operation;
import dev.belay.control.Precondition;
import dev.belay.control.ProblemName;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.Subject;
import dev.belay.server.subjects.SubjectKind;
import java.util.function.Function;

/**
 * What is particular to segments.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class SegmentKind implements SubjectKind {

    @Override
    public String word() {
        return Subject.SEGMENT;
    }

    @Override
    public String collection() {
        return "segments";
    }

    @Override
    public ProblemName notFound() {
        return ProblemName.SEGMENT_NOT_FOUND;
    }

    @Override
    public Operation put(Value document, Precondition base, Function<String, MemberChunk> chunks) {
        return new Operation.PutSegment(SegmentFormat.read(document, chunks), base);
    }

    @Override
    public Operation archive(String key, Precondition base) {
        return new Operation.ArchiveSegment(key, base);
    }

    @Override
    public boolean hasClosure() {
        return false;
    }

    @Override
    public Operation rollback(String key, long toVersion, boolean withClosure, Precondition base) {
        return new Operation.RollbackSegment(key, toVersion, base);
    }
}
