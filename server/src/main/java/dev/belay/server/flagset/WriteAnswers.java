package dev.belay.server.flagset;

import dev.belay.control.ClosureChange;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.reference.References;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Structure;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers writes with what became of them, and notes each one in the log. */
public final class WriteAnswers {

    private static final Logger LOG = LoggerFactory.getLogger("belay.write");

    private WriteAnswers() {}

    /** The answer to a write of any number of subjects. */
    public static Answer of(WriteRequest request, WriteResult result) {
        return of(request, result, _ -> {});
    }

    /** The answer to a write of any number of subjects, with more to say. */
    public static Answer of(WriteRequest request, WriteResult result, Consumer<Structure> more) {
        log(request, result);
        Structure answer = describe(result);
        more.accept(answer);
        return Answer.json(answer.value());
    }

    /** The answer to a document that was brought: as for any write of one subject, and 201 if it is new. */
    public static Answer ofDocument(WriteRequest request, WriteResult result, Subject subject) {
        Answer answer = of(request, result, subject);
        return isNew(result, subject) ? answer.withStatus(201) : answer;
    }

    /** The answer to a write of one subject, with the document that the subject has now, or would have. */
    public static Answer of(WriteRequest request, WriteResult result, Subject subject) {
        log(request, result);
        return tagged(Answer.json(ofSubject(result, subject).value()), result, subject);
    }

    private static Structure ofSubject(WriteResult result, Subject subject) {
        Structure answer = describe(result);
        SubjectState state = result.after().subject(subject);
        if (state == null) {
            return answer;
        }
        answer.with("version", state.version());
        return state.document().isEmpty()
                ? answer.with("archived", true)
                : answer.with(subject.kind(), state.document().get().value());
    }

    /** The answer to new weights: as for any write of one subject, with what the split moves and the least possible. */
    // Absent means otherwise, as it does where distributions are found.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Answer ofWeights(WriteRequest request, WriteResult result, Subject flag, Optional<String> rule) {
        log(request, result);
        Structure answer = ofSubject(result, flag);
        result.movement(flag.key(), rule)
                .ifPresent(movement -> answer.with("moved", MovementValues.share(movement.moved()))
                        .with("least", MovementValues.share(movement.least())));
        return tagged(Answer.json(answer.value()), result, flag);
    }

    /** The answer to a write of one subject whose document is large and says little. */
    public static Answer withoutDocument(
            WriteRequest request, WriteResult result, Subject subject, Consumer<Structure> more) {
        log(request, result);
        Structure answer = describe(result);
        SubjectState state = result.after().subject(subject);
        if (state != null) {
            answer.with("version", state.version());
        }
        more.accept(answer);
        return tagged(Answer.json(answer.value()), result, subject);
    }

    /** A tag names a version that there is, never one that a dry run only foresees. */
    private static Answer tagged(Answer answer, WriteResult result, Subject subject) {
        LedgerState now = result.dryRun() ? result.before() : result.after();
        SubjectState state = now.subject(subject);
        return state == null || !state.isLive()
                ? answer
                : answer.with("etag", EntityTags.of(now.position().epoch(), state.version()));
    }

    private static boolean isNew(WriteResult result, Subject subject) {
        SubjectState before = result.before().subject(subject);
        return !result.dryRun() && (before == null || !before.isLive());
    }

    private static Structure describe(WriteResult result) {
        Position position = (result.dryRun() ? result.before() : result.after()).position();
        Structure answer = new Structure()
                .with("revision", position.revision())
                .with("position", position.toString())
                .withValue("entry", result.entry().map(EntryFormat::value));
        if (result.replayed()) {
            answer.with("replayed", true);
        }
        if (result.dryRun()) {
            answer.with("dryRun", true)
                    .with(
                            "differences",
                            result.differences().stream()
                                    .map(Differences::value)
                                    .toList())
                    .with("movements", MovementValues.of(result.movements()));
        }
        if (!result.warnings().isEmpty()) {
            answer.with("warnings", result.warnings().stream().map(Value::of).toList());
        }
        if (!result.linting().remarks().isEmpty()) {
            answer.with("remarks", RemarkValues.of(result.linting()));
        }
        if (!result.closure().isEmpty()) {
            answer.with(
                    "closure",
                    result.closure().stream().map(WriteAnswers::closure).toList());
        }
        return answer;
    }

    private static Value closure(ClosureChange change) {
        Structure structure = new Structure()
                .with("of", References.subject(change.of()))
                .with("subject", References.subject(change.subject()))
                .with("versionThen", change.versionThen());
        change.versionNow().ifPresent(version -> structure.with("versionNow", version));
        return structure.value();
    }

    private static void log(WriteRequest request, WriteResult result) {
        Optional<LedgerEntry> entry = result.entry();
        if (entry.isEmpty()) {
            LOG.atDebug().addKeyValue("actor", request.principal().id()).log(result.dryRun() ? "dry-run" : "unchanged");
            return;
        }
        var line = LOG.atInfo()
                .addKeyValue("action", entry.get().action())
                .addKeyValue("position", entry.get().position())
                .addKeyValue("actor", request.principal().id());
        if (entry.get().changes().size() == 1) {
            Change change = entry.get().changes().getFirst();
            line = line.addKeyValue(change.subject().kind(), change.subject().key())
                    .addKeyValue("version", change.version());
        } else {
            line = line.addKeyValue("changes", entry.get().changes().size());
        }
        line.log(result.replayed() ? "replayed" : "appended");
    }
}
