package dev.belay.server.subjects;

import dev.belay.control.FlagSets;
import dev.belay.control.Linting;
import dev.belay.control.Operation;
import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.core.Keys;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.server.flagset.EntityTags;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.RemarkValues;
import dev.belay.server.flagset.WriteAnswers;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Request;
import dev.belay.server.http.Structure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads and writes the subjects of one kind.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; methods block on the store.
 */
public final class Subjects {

    private final SubjectKind kind;
    private final FlagSets flagSets;
    private final FlagSetAccess access;

    /** The subjects of a kind in the flag sets that {@code access} finds. */
    public Subjects(SubjectKind kind, FlagSets flagSets, FlagSetAccess access) {
        this.kind = kind;
        this.flagSets = flagSets;
        this.access = access;
    }

    /** All subjects in a state, by key. */
    public static Stream<SubjectState> all(LedgerState state, String kind) {
        return state.live().stream()
                .filter(each -> each.subject().kind().equals(kind))
                .sorted((one, other) -> one.subject().compareTo(other.subject()));
    }

    /** A subject with its document and version. */
    public static Structure describe(SubjectState state) {
        return new Structure()
                .withValue(state.subject().kind(), state.document().map(Document::value))
                .with("version", state.version());
    }

    /** Answers a request for all subjects. */
    Answer list(Request request) {
        FlagSet flagSet = access.read(request);
        return EntityTags.answer(request, flagSet.tag(), () -> {
            String epoch = flagSet.head().position().epoch();
            List<Value> items = all(flagSet.head(), kind.word())
                    .map(state -> (Value) describe(state)
                            .with("etag", EntityTags.of(epoch, state.version()))
                            .value())
                    .toList();
            return Answer.json(new Structure()
                    .with(kind.collection(), items)
                    .with("position", flagSet.head().position().toString())
                    .value());
        });
    }

    /** Answers a request for one subject. */
    Answer get(Request request) {
        FlagSet flagSet = access.read(request);
        SubjectState state = live(flagSet.head(), kind.subject(request.parameter("key")));
        String tag = EntityTags.of(flagSet.head().position().epoch(), state.version());
        Answer answer = EntityTags.answer(
                request,
                tag,
                () -> Answer.json(describe(state)
                        .with("revision", flagSet.head().position().revision())
                        .with("position", flagSet.head().position().toString())
                        .value()));
        return kind.complete(answer, flagSet.head(), state.subject().key());
    }

    /** Answers a request for the linter's remarks on one subject. */
    Supplier<Answer> lint(Request request) {
        request.allowQuery();
        FlagSet flagSet = access.read(request);
        SubjectState state = live(flagSet.head(), kind.subject(request.parameter("key")));
        return () -> lint(flagSet, state);
    }

    private static Answer lint(FlagSet flagSet, SubjectState state) {
        return Answer.json(RemarkValues.answer(Linting.of(flagSet.head(), state.subject()))
                .with("version", state.version())
                .with("position", flagSet.head().position().toString())
                .value());
    }

    /** Answers a request that brings a whole document. */
    Answer put(Request request) {
        String key = request.parameter("key");
        Keys.problemOf(key).ifPresent(problem -> {
            throw illegalKey(key, problem);
        });
        Operation operation = kind.put(request.requiredBody(), EntityTags.precondition(request), chunks(request));
        if (!operation.key().equals(key)) {
            throw otherKey(key, operation.key());
        }
        WriteRequest write = Writes.of(request);
        WriteResult result = write(request, write, operation);
        return WriteAnswers.ofDocument(write, result, kind.subject(key));
    }

    private Function<String, MemberChunk> chunks(Request request) {
        return flagSets.chunksNamedBy(
                request.principal(), Permission.WRITE, request.parameter("project"), request.parameter("environment"));
    }

    /** Answers a request that takes a subject out. */
    Answer delete(Request request) {
        Operation operation = kind.archive(request.parameter("key"), EntityTags.precondition(request));
        return apply(request, Writes.of(request), operation);
    }

    /** Carries out an operation on one subject and answers with what became of it. */
    public Answer apply(Request request, WriteRequest write, Operation operation) {
        return WriteAnswers.of(write, write(request, write, operation), kind.subject(operation.key()));
    }

    /** Carries out an operation on one subject. */
    public WriteResult write(Request request, WriteRequest write, Operation operation) {
        return flagSets.apply(request.parameter("project"), request.parameter("environment"), write, operation);
    }

    private SubjectState live(LedgerState head, Subject subject) {
        SubjectState state = head.subject(subject);
        if (state == null || !state.isLive()) {
            String archived = state == null ? "" : "; it was archived at version " + state.version();
            throw new RefusedException(
                    kind.notFound(),
                    "There is no " + kind.word() + " '" + subject.key() + "' here" + archived + "; GET "
                            + kind.collection() + " lists those that exist");
        }
        return state;
    }

    private static RefusedException illegalKey(String key, String problem) {
        String detail = "The key '" + key + "' in the address is not allowed: " + problem;
        return new RefusedException(
                ProblemName.INVALID_DOCUMENT,
                detail,
                List.of(new Violation("/key", detail, Optional.of(Keys.ALLOWED))),
                Map.of());
    }

    private static RefusedException otherKey(String inPath, String inBody) {
        String detail = "The key in the document is '" + inBody + "' and in the address '" + inPath
                + "'; both must be the same";
        return new RefusedException(
                ProblemName.INVALID_DOCUMENT,
                detail,
                List.of(new Violation("/key", detail, Optional.of(inPath))),
                Map.of());
    }
}
