package dev.belay.server.flags;

import dev.belay.control.Operation;
import dev.belay.control.Precondition;
import dev.belay.control.ProblemName;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.server.http.Answer;
import dev.belay.server.subjects.SubjectKind;
import java.util.function.Function;

/**
 * What is particular to flags.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class FlagKind implements SubjectKind {

    @Override
    public String word() {
        return Subject.FLAG;
    }

    @Override
    public String collection() {
        return "flags";
    }

    @Override
    public ProblemName notFound() {
        return ProblemName.FLAG_NOT_FOUND;
    }

    @Override
    public Operation put(Value document, Precondition base, Function<String, MemberChunk> chunks) {
        return new Operation.PutFlag(FlagFormat.read(document), base);
    }

    @Override
    public Operation archive(String key, Precondition base) {
        return new Operation.Archive(key, base);
    }

    /** Tells the behaviour hash in a header, because it can change while the document and its tag do not. */
    @Override
    public Answer complete(Answer answer, LedgerState state, String key) {
        return answer.with("belay-behaviour", state.behaviour(key).hash());
    }

    @Override
    public boolean hasClosure() {
        return true;
    }

    @Override
    public Operation rollback(String key, long toVersion, boolean withClosure, Precondition base) {
        return new Operation.Rollback(key, toVersion, withClosure, base);
    }
}
