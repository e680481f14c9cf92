package dev.belay.control;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Serve;
import dev.belay.json.Violation;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applies steps, one after another, to a working state. */
final class Application {

    private final WorkingState state;
    private final List<String> warnings = new ArrayList<>();

    Application(WorkingState state) {
        this.state = state;
    }

    /** Applies one step and answers what happened, in the past tense. */
    String apply(Step step) {
        Preconditions.check(state, step);
        String kind = step.subject().kind();
        return switch (step) {
            case Step.Put put -> put(put);
            case Step.Enabling enabling -> {
                Flag flag = flag(enabling);
                replace(flag, flag.withEnabled(enabling.enabled()), enabling.origin());
                yield kind + (enabling.enabled() ? ".enabled" : ".disabled");
            }
            case Step.Members members -> {
                change(members);
                yield kind + ".members-" + (members.replaces() ? "replaced" : "changed");
            }
            case Step.NewSalt reshuffling -> {
                Flag flag = flag(reshuffling);
                warnIfNothingDrawsBy(flag);
                replace(flag, withSalt(flag, reshuffling.salt()), reshuffling.origin());
                yield kind + ".reshuffled";
            }
            case Step.NewWeights weighing -> {
                Flag flag = flag(weighing);
                replace(flag, Reweighing.of(flag, weighing), weighing.origin());
                yield kind + ".reweighed";
            }
            case Step.Removal removal -> {
                demandExistence(removal);
                state.remove(removal.subject(), removal.origin());
                yield kind + ".archived";
            }
            case Step.Return back -> {
                boolean alone = !back.withClosure() && kind.equals(Subject.FLAG);
                Origin origin = alone ? back.origin().withoutClosure() : back.origin();
                back.earlier().forEach(earlier -> restore(earlier, origin));
                yield kind + ".rolled-back";
            }
        };
    }

    /** What the requester should know about the steps so far. */
    List<String> warnings() {
        return warnings;
    }

    private String put(Step.Put put) {
        boolean existed = state.exists(put.subject());
        warnings.addAll(MovementWarnings.of(state, put.content()));
        state.put(put.content(), put.origin());
        return put.subject().kind() + (existed ? ".updated" : ".created");
    }

    private void replace(Flag before, Flag after, Origin origin) {
        if (!after.equals(before)) {
            state.put(Content.unfinished(after), origin);
        }
    }

    private void change(Step.Members step) {
        demandExistence(step);
        Content.OfSegment segment = state.segment(step.subject().key());
        if (segment == null) {
            throw unreadable(step);
        }
        MemberSet before = segment.segment().members().orElse(MemberSet.EMPTY);
        MemberSet after = step.change().apply(before);
        if (after.chunks().size() > SegmentFormat.MAX_CHUNKS) {
            throw new RefusedException(
                    ProblemName.TOO_LARGE,
                    "The " + Finding.name(step.subject()) + " would have members in "
                            + after.chunks().size() + " chunks, and " + SegmentFormat.MAX_CHUNKS
                            + " are the most; keep fewer members, or use a condition on an attribute");
        }
        if (!after.equals(before)) {
            state.put(Content.withMembers(segment, after), step.origin());
        }
    }

    private void restore(Step.Earlier earlier, Origin origin) {
        earlier.content()
                .ifPresentOrElse(content -> state.put(content, origin), () -> state.remove(earlier.subject(), origin));
    }

    private Flag flag(Step step) {
        demandExistence(step);
        Flag flag = state.flag(step.subject().key());
        if (flag == null) {
            throw unreadable(step);
        }
        return flag;
    }

    private static RefusedException unreadable(Step step) {
        String detail = "The document of the " + Finding.name(step.subject())
                + " cannot be read by this version of Belay; replace it as a whole or update the server";
        return new RefusedException(
                ProblemName.ILLEGAL_STATE,
                detail,
                List.of(Violation.of(step.origin().path(), detail)),
                Map.of());
    }

    private void demandExistence(Step step) {
        if (!state.exists(step.subject())) {
            throw NotFound.of(step.subject(), state.isKnown(step.subject()), step.origin());
        }
    }

    private void warnIfNothingDrawsBy(Flag flag) {
        boolean drawn = flag.otherwise().filter(Application::drawsByFlagSalt).isPresent()
                || flag.rules().stream().anyMatch(rule -> drawsByFlagSalt(rule.serve()));
        if (!drawn) {
            warnings.add("No split of the flag '" + flag.key()
                    + "' draws by the flag's own salt, so that reshuffling it moves nobody");
        }
    }

    private static boolean drawsByFlagSalt(Serve serve) {
        return switch (serve) {
            case Serve.OneVariant _ -> false;
            case Serve.Split split -> split.bucketing().salt().isEmpty();
        };
    }

    private static Flag withSalt(Flag flag, String salt) {
        return new Flag(
                flag.key(),
                flag.type(),
                flag.variants(),
                flag.enabled(),
                flag.offVariant(),
                flag.exposed(),
                flag.prerequisites(),
                flag.targets(),
                flag.rules(),
                flag.otherwise(),
                flag.bucketing().withSalt(salt),
                flag.requires());
    }
}
