package dev.belay.server.subjects;

import dev.belay.control.Operation;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.WriteRequest;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.SubjectVersion;
import dev.belay.server.flagset.EntryValues;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Request;
import dev.belay.server.http.Structure;
import java.util.List;
import java.util.Optional;

/**
 * The versions of the subjects of one kind, and the ways back to them.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; methods block on the store.
 */
public final class Versions {

    private final SubjectKind kind;
    private final Subjects subjects;
    private final FlagSetAccess access;
    private final LedgerStore store;

    /** The versions of a kind of subject in the flag sets that {@code access} finds. */
    public Versions(SubjectKind kind, Subjects subjects, FlagSetAccess access, LedgerStore store) {
        this.kind = kind;
        this.subjects = subjects;
        this.access = access;
        this.store = store;
    }

    Answer list(Request request) {
        FlagSet flagSet = access.read(request);
        List<Value> versions =
                access.history().versions(flagSet.ledger(), kind.subject(request.parameter("key"))).stream()
                        .map(version -> describe(flagSet, version))
                        .toList();
        return Answer.json(new Structure().with("versions", versions).value());
    }

    Answer get(Request request) {
        FlagSet flagSet = access.read(request);
        Subject subject = kind.subject(request.parameter("key"));
        SubjectVersion version =
                access.history().version(flagSet.ledger(), subject, number(request.parameter("version")));
        Optional<Value> document = access.history().document(subject, version).map(Document::value);
        Structure answer = new Structure()
                .withValue(kind.word(), document)
                .with("version", version.version())
                .with("position", version.position().toString())
                .with("at", InstantFormat.write(version.at()));
        return Answer.json((document.isPresent() ? answer : answer.with("archived", true)).value());
    }

    Answer archive(Request request) {
        record Archive(WriteRequest write, Operation operation) {}
        Archive archive = Bodies.read(
                request.body(),
                Writes.fields("baseVersion"),
                body -> new Archive(
                        Writes.of(request, body),
                        kind.archive(request.parameter("key"), Writes.precondition(request, body))));
        return subjects.apply(request, archive.write(), archive.operation());
    }

    Answer rollback(Request request) {
        record Rollback(WriteRequest write, Operation operation) {}
        Rollback rollback = Bodies.read(
                request.body(),
                kind.hasClosure()
                        ? Writes.fields("toVersion", "baseVersion", "withClosure")
                        : Writes.fields("toVersion", "baseVersion"),
                body -> new Rollback(
                        Writes.of(request, body),
                        kind.rollback(
                                request.parameter("key"),
                                References.version(body.require("toVersion")),
                                body.find("withClosure").map(Part::truth).orElse(false),
                                Writes.precondition(request, body))));
        return subjects.apply(request, rollback.write(), rollback.operation());
    }

    private Value describe(FlagSet flagSet, SubjectVersion version) {
        Structure structure = new Structure()
                .with("version", version.version())
                .with("position", version.position().toString())
                .with("at", InstantFormat.write(version.at()))
                .withText("hash", version.hash());
        if (version.hash().isEmpty()) {
            structure.with("archived", true);
        }
        Optional<LedgerEntry> entry =
                store.entry(flagSet.ledger(), version.position().revision());
        entry.ifPresent(present -> structure
                .with("action", present.action())
                .with("actor", EntryValues.actor(present.actor()))
                .withText("onBehalfOf", present.onBehalfOf())
                .withText("reason", present.reason()));
        return structure.value();
    }

    private static long number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number that no version has.
        }
        throw new RefusedException(
                ProblemName.INVALID_REQUEST, "The version '" + text + "' in the address must be a whole number from 1");
    }
}
