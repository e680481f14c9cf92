package dev.belay.control;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Subject;
import dev.belay.ledger.SubjectVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An operation with everything gathered that lies outside the decision: documents read and hashed, history looked up,
 * chance drawn.
 */
sealed interface Step {

    /** The subject that the operation names. */
    Subject subject();

    /** What must be true of it. */
    Precondition base();

    /** Where it stands in the request. */
    Origin origin();

    /** The chunks of members that may be new in the documents that it leads to. */
    default List<MemberChunk> chunks() {
        return List.of();
    }

    record Put(Content content, Precondition base, Origin origin) implements Step {
        @Override
        public Subject subject() {
            return content.subject();
        }
    }

    record Enabling(Subject subject, boolean enabled, Precondition base, Origin origin) implements Step {}

    record Removal(Subject subject, Precondition base, Origin origin) implements Step {}

    /** Gives a segment the members that follow from those that it has. */
    record Members(
            Subject subject,
            boolean replaces,
            UnaryOperator<MemberSet> change,
            List<MemberChunk> chunks,
            Precondition base,
            Origin origin)
            implements Step {}

    record NewSalt(Subject subject, String salt, Precondition base, Origin origin) implements Step {}

    /** Gives variants new weights, which stand at a place of the request. */
    record NewWeights(Operation.Reweigh wanted, Subject subject, String place, Precondition base, Origin origin)
            implements Step {}

    /** Gives back earlier documents, first of all the subject's own. */
    record Return(
            Subject subject,
            SubjectVersion target,
            boolean withClosure,
            List<Earlier> earlier,
            Precondition base,
            Origin origin)
            implements Step {}

    /** What a subject was; no content: it did not exist. */
    record Earlier(Subject subject, Optional<Content> content) {}
}
