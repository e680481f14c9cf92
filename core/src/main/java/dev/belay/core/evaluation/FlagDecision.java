package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import dev.belay.core.flag.Target;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.List;
import java.util.Optional;

/** Walks one flag: enabled, prerequisites, targets, rules, otherwise. */
final class FlagDecision {

    private final Scope scope;
    private final ConditionCheck conditions;
    private final Walked<Evaluation> walked = new Walked<>("Flags");

    FlagDecision(Scope scope) {
        this.scope = scope;
        this.conditions = new ConditionCheck(scope, this);
    }

    /** Decides a flag; whatever is undecidable in what it depends on makes it fail. */
    Evaluation answer(String key) {
        try {
            return decide(key);
        } catch (UndecidableException undecidable) {
            return failed(key, version(key), undecidable.code(), undecidable.problem());
        } catch (StackOverflowError tooDeep) {
            // Saved documents fit on any usual stack; files and the caller's own depth know no such limit.
            return failed(key, version(key), ErrorCode.GENERAL, "Its conditions nest deeper than the stack allows");
        }
    }

    private long version(String key) {
        SnapshotFlag found = scope.snapshot().flag(key);
        return found == null ? 0 : found.version();
    }

    private Evaluation decide(String key) {
        SnapshotFlag found = scope.snapshot().flag(key);
        if (found == null) {
            return failed(key, 0, ErrorCode.FLAG_NOT_FOUND, "There is no flag '" + key + "'");
        }
        if (found instanceof SnapshotFlag.NotUnderstood unreadable) {
            return failed(key, found.version(), ErrorCode.PARSE_ERROR, unreadable.problem());
        }
        return walked.answer(key, () -> new Walk((SnapshotFlag.Understood) found).evaluate());
    }

    private Evaluation failed(String key, long version, ErrorCode code, String message) {
        return new Evaluation.Failed(key, version, scope.snapshot().position(), code, message);
    }

    /** The decision of one flag; prerequisites and flag conditions begin walks of their own. */
    private final class Walk {

        private final Flag flag;
        private final long version;

        Walk(SnapshotFlag.Understood found) {
            this.flag = found.flag();
            this.version = found.version();
        }

        Evaluation evaluate() {
            if (!flag.enabled()) {
                return note("enabled", false, "the flag is disabled", offVariant(Reason.DISABLED));
            }
            if (!prerequisitesHold()) {
                return offVariant(Reason.PREREQUISITE_FAILED);
            }
            return target().or(this::rule).orElseGet(this::otherwise);
        }

        private Evaluation offVariant(Reason reason) {
            return flag.offVariant()
                    .map(name -> served(name, reason, Optional.empty()))
                    .orElseGet(() -> defaulted(reason));
        }

        private boolean prerequisitesHold() {
            return flag.prerequisites().stream().allMatch(this::holds);
        }

        private boolean holds(Prerequisite prerequisite) {
            scope.trace().enter();
            boolean held;
            if (prerequisite instanceof Prerequisite.Serves serves) {
                held = serves(serves.flag(), serves.variants());
            } else {
                held = isDisabled(prerequisite.flag());
            }
            scope.trace().leave(() -> "prerequisite " + prerequisite.flag(), held, () -> held ? "met" : "not met");
            return held;
        }

        private Optional<Evaluation> target() {
            if (flag.targets().isEmpty()) {
                return Optional.empty();
            }
            Optional<Target> match = scope.key(EvaluationContext.TARGETING_KEY)
                    .flatMap(key -> flag.targets().stream()
                            .filter(target -> target.keys().contains(key))
                            .findFirst());
            note("targets", match.isPresent(), match.isPresent() ? "the key is listed" : "the key is not listed");
            return match.map(target -> served(target.variant(), Reason.TARGETING_MATCH, Optional.empty()));
        }

        private Optional<Evaluation> rule() {
            for (Rule rule : flag.rules()) {
                scope.trace().enter();
                Optional<Evaluation> decided =
                        conditions.holds(rule.when()) ? serve(rule.serve(), rule) : Optional.empty();
                scope.trace().leave(() -> "rule " + rule.id(), decided.isPresent(), () -> describe(decided));
                if (decided.isPresent()) {
                    return decided;
                }
            }
            return Optional.empty();
        }

        private Optional<Evaluation> serve(Serve serve, Rule rule) {
            if (serve instanceof Serve.OneVariant one) {
                return Optional.of(served(one.variant(), Reason.TARGETING_MATCH, Optional.of(rule.id())));
            }
            Serve.Split split = (Serve.Split) serve;
            String salt = flag.bucketing().salt() + "/" + rule.id();
            return split(split, split.bucketing().over(flag.bucketing(), salt), Optional.of(rule.id()));
        }

        private Evaluation otherwise() {
            Optional<Evaluation> decided = flag.otherwise().flatMap(this::serveOtherwise);
            note("otherwise", decided.isPresent(), describe(decided));
            return decided.orElseGet(() -> defaulted(Reason.DEFAULT));
        }

        private Optional<Evaluation> serveOtherwise(Serve serve) {
            if (serve instanceof Serve.OneVariant one) {
                Reason reason = Closure.isStatic(scope.snapshot(), flag) ? Reason.STATIC : Reason.DEFAULT;
                return Optional.of(served(one.variant(), reason, Optional.empty()));
            }
            Serve.Split split = (Serve.Split) serve;
            String salt = flag.bucketing().salt();
            return split(split, split.bucketing().over(flag.bucketing(), salt), Optional.empty());
        }

        private Optional<Evaluation> split(Serve.Split split, Bucketing bucketing, Optional<String> ruleId) {
            long point = scope.point(bucketing);
            boolean placed = point != Bucketing.NO_POINT;
            note(
                    "split by " + bucketing.by(),
                    placed,
                    placed
                            ? "bucket " + bucketing.bucket(point) + " of " + bucketing.total()
                            : "the context has no usable key");
            if (!placed) {
                return withoutKey(split, bucketing, ruleId);
            }
            return sliceAt(split.slices(), bucketing, point)
                    .map(slice -> served(slice.variant(), Reason.SPLIT, ruleId));
        }

        private Optional<Evaluation> withoutKey(Serve.Split split, Bucketing bucketing, Optional<String> ruleId) {
            return switch (bucketing.onMissingKey()) {
                case FALL_THROUGH -> Optional.empty();
                case FIRST_SLICE ->
                    split.slices().stream()
                            .findFirst()
                            .filter(slice -> !slice.isRest())
                            .map(slice -> served(slice.variant(), Reason.SPLIT, ruleId));
                case ERROR ->
                    Optional.of(failed(
                            flag.key(),
                            version,
                            ErrorCode.TARGETING_KEY_MISSING,
                            "The split needs the attribute '" + bucketing.by() + "', a text or an integer"));
            };
        }

        private Evaluation served(String name, Reason reason, Optional<String> ruleId) {
            Optional<Variant> variant = flag.variant(name);
            if (variant.isEmpty()) {
                return failed(
                        flag.key(),
                        version,
                        ErrorCode.GENERAL,
                        "The flag serves '" + name + "', which it does not have");
            }
            return new Evaluation.Served(
                    flag.key(), version, scope.snapshot().position(), variant.get(), reason, ruleId);
        }

        private Evaluation defaulted(Reason reason) {
            return new Evaluation.Defaulted(
                    flag.key(), version, scope.snapshot().position(), reason);
        }

        private Evaluation note(String subject, boolean held, String detail, Evaluation evaluation) {
            note(subject, held, detail);
            return evaluation;
        }

        private void note(String subject, boolean held, String detail) {
            scope.trace().enter();
            scope.trace().leave(() -> subject, held, () -> detail);
        }
    }

    /** Whether a flag exists, is enabled and serves one of the variants. */
    boolean serves(String key, List<String> variants) {
        return !isDisabled(key)
                && decide(key)
                        .variant()
                        .map(Variant::name)
                        .filter(variants::contains)
                        .isPresent();
    }

    /** Whether a flag exists and is disabled. */
    boolean isDisabled(String key) {
        SnapshotFlag found = scope.snapshot().flag(key);
        if (found instanceof SnapshotFlag.NotUnderstood unreadable) {
            throw new UndecidableException(
                    ErrorCode.PARSE_ERROR,
                    "It depends on the flag '" + key + "', which is not understood here: " + unreadable.problem());
        }
        return found instanceof SnapshotFlag.Understood readable
                && !readable.flag().enabled();
    }

    private static Optional<Slice> sliceAt(List<Slice> slices, Bucketing bucketing, long point) {
        int at = bucketing.slice(point, slices.stream().mapToInt(Slice::weight).toArray());
        return at == Bucketing.REST
                ? Optional.empty()
                : Optional.of(slices.get(at)).filter(slice -> !slice.isRest());
    }

    private static String describe(Optional<Evaluation> decided) {
        return decided.flatMap(Evaluation::variant)
                .map(variant -> "serves " + variant.name())
                .orElse(decided.isPresent() ? "could not decide" : "does not decide");
    }
}
