package dev.belay.server.subjects;

import dev.belay.control.Operation;
import dev.belay.control.Precondition;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Keys;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.server.http.Answer;
import java.util.function.Function;

/**
 * What is particular to one kind of subject.
 *
 * <p><b>Thread-safety:</b> implementations are immutable.
 */
public interface SubjectKind {

    /** The kind's word in subjects, and the name of a document's member in bodies. */
    String word();

    /** The last part of the address of all subjects of this kind. */
    String collection();

    /** How it is said that there is no such subject. */
    ProblemName notFound();

    /**
     * Reads a whole document.
     *
     * @param chunks finds a chunk of members that the document names, or refuses
     * @throws dev.belay.json.InvalidDocumentException if it is not valid by itself
     */
    Operation put(Value document, Precondition base, Function<String, MemberChunk> chunks);

    /** Takes a subject out. */
    Operation archive(String key, Precondition base);

    /** Whether a rollback can take along what the subject depended on. */
    boolean hasClosure();

    /** Takes a subject back to an earlier version. */
    Operation rollback(String key, long toVersion, boolean withClosure, Precondition base);

    /** Adds to the answer about one subject what is particular to this kind. */
    default Answer complete(Answer answer, LedgerState state, String key) {
        return answer;
    }

    /**
     * The subject of this kind with a key.
     *
     * @throws RefusedException {@link #notFound()}, if nothing can have that key
     */
    default Subject subject(String key) {
        Keys.problemOf(key).ifPresent(problem -> {
            throw new RefusedException(notFound(), "No " + word() + " can have the key '" + key + "': " + problem);
        });
        return new Subject(word(), key);
    }
}
