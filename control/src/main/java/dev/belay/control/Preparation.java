package dev.belay.control;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.SubjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns operations into steps: reads and hashes documents, looks up history and draws salts, before the decision. */
final class Preparation {

    private final History history;
    private final Supplier<String> salts;
    private final LedgerId ledger;

    Preparation(History history, Supplier<String> salts, LedgerId ledger) {
        this.history = history;
        this.salts = salts;
        this.ledger = ledger;
    }

    /** Prepares the operation of a request that has only this one. */
    Step prepare(Operation operation) {
        boolean isPut = operation instanceof Operation.PutFlag || operation instanceof Operation.PutSegment;
        boolean isReturn = operation instanceof Operation.Rollback || operation instanceof Operation.RollbackSegment;
        return prepare(operation, isPut ? Origin.document("") : Origin.command(isReturn ? "/toVersion" : ""));
    }

    /** Prepares the operations of a change set. */
    List<Step> prepare(List<Operation> operations) {
        List<Step> steps = new ArrayList<>(operations.size());
        for (int index = 0; index < operations.size(); index++) {
            Operation operation = operations.get(index);
            steps.add(prepare(operation, originInChangeSet(operation, "/changes/" + index)));
        }
        return steps;
    }

    private static Origin originInChangeSet(Operation operation, String path) {
        return switch (operation) {
            case Operation.PutFlag _ -> Origin.document(path + "/flag");
            case Operation.PutSegment _ -> Origin.document(path + "/segment");
            case Operation.Rollback _, Operation.RollbackSegment _ -> Origin.command(path + "/toVersion");
            case Operation.Enable _,
                    Operation.Disable _,
                    Operation.Archive _,
                    Operation.ArchiveSegment _,
                    Operation.PutMembers _,
                    Operation.EditMembers _,
                    Operation.Reshuffle _,
                    Operation.Reweigh _ -> Origin.command(path + "/key");
        };
    }

    private Step prepare(Operation operation, Origin origin) {
        return switch (operation) {
            case Operation.PutFlag(var flag, var base) -> new Step.Put(Content.of(flag), base, origin);
            case Operation.PutSegment(var segment, var base) -> new Step.Put(Content.of(segment), base, origin);
            case Operation.Enable(var key, var base) -> new Step.Enabling(flag(key, origin), true, base, origin);
            case Operation.Disable(var key, var base) -> new Step.Enabling(flag(key, origin), false, base, origin);
            case Operation.Archive(var key, var base) -> new Step.Removal(flag(key, origin), base, origin);
            case Operation.ArchiveSegment(var key, var base) -> new Step.Removal(segment(key, origin), base, origin);
            case Operation.PutMembers(var key, var members, var base) ->
                new Step.Members(segment(key, origin), true, _ -> members, members.chunks(), base, origin);
            case Operation.EditMembers edit -> edit(edit, origin);
            case Operation.Reshuffle(var key, var base) ->
                new Step.NewSalt(flag(key, origin), salts.get(), base, origin);
            case Operation.Reweigh wanted ->
                new Step.NewWeights(wanted, flag(wanted.key(), origin), placeOf(origin), wanted.base(), origin);
            case Operation.Rollback(var key, var version, var withClosure, var base) ->
                rollback(flag(key, origin), version, withClosure, base, origin);
            case Operation.RollbackSegment(var key, var version, var base) ->
                rollback(segment(key, origin), version, false, base, origin);
        };
    }

    // Done once outside the decision, for the members that the decision will most likely meet.
    private Step edit(Operation.EditMembers edit, Origin origin) {
        Segment segment = history.head(ledger).snapshot().segment(edit.key());
        MemberSet expected =
                segment == null ? MemberSet.EMPTY : segment.members().orElse(MemberSet.EMPTY);
        MemberSet edited = MemberEdit.apply(expected, edit.add(), edit.remove());
        Set<MemberChunk> known = Set.copyOf(expected.chunks());
        return new Step.Members(
                segment(edit.key(), origin),
                false,
                met -> met.equals(expected) ? edited : MemberEdit.apply(met, edit.add(), edit.remove()),
                edited.chunks().stream().filter(chunk -> !known.contains(chunk)).toList(),
                edit.base(),
                origin);
    }

    /** Where the operation stands whose key the origin is. */
    private static String placeOf(Origin origin) {
        return origin.path().replaceFirst("/key$", "");
    }

    private Step rollback(Subject subject, long version, boolean withClosure, Precondition base, Origin origin) {
        SubjectVersion target = history.version(ledger, subject, version, origin);
        List<Step.Earlier> earlier = new ArrayList<>();
        earlier.add(new Step.Earlier(subject, content(subject, target)));
        if (withClosure && target.hash().isPresent()) {
            LedgerState then = history.at(ledger, target.position().revision());
            Closure.of(then, subject)
                    .forEach(member -> earlier.add(new Step.Earlier(member, Content.in(then, member))));
        }
        return new Step.Return(subject, target, withClosure, earlier, base, origin);
    }

    // Read as a state would, so that a document gives the same flag here and in the snapshot that follows.
    private Optional<Content> content(Subject subject, SubjectVersion target) {
        return history.document(subject, target).flatMap(document -> {
            SubjectState then = SubjectState.live(subject, target.version(), document);
            return Content.in(LedgerState.of(target.position(), target.at(), List.of(then)), subject);
        });
    }

    private static Subject flag(String key, Origin origin) {
        return subject(Subject.FLAG, key, origin);
    }

    private static Subject segment(String key, Origin origin) {
        return subject(Subject.SEGMENT, key, origin);
    }

    // A key that no flag can have is no error of its own: there is no such flag.
    private static Subject subject(String kind, String key, Origin origin) {
        try {
            return new Subject(kind, key);
        } catch (IllegalArgumentException impossible) {
            throw NotFound.of(new Subject(kind, "?"), false, origin);
        }
    }
}
