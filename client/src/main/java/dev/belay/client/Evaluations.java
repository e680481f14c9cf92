package dev.belay.client;

import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Time;
import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Explanation;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.evaluation.Outcome;
import dev.belay.core.evaluation.Scope;
import dev.belay.json.LogLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the sources, first one first, and never throws.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Evaluations {

    private static final Logger LOG = System.getLogger("dev.belay.client");

    private final FlagSource[] sources;
    private final boolean needDeclarations;
    private final EvaluationContext facts;
    private final Supplier<Moment> moment;
    private final StaticToggles staticToggles;
    private final AtomicBoolean failureLogged = new AtomicBoolean();

    private volatile View view = View.NOTHING;

    Evaluations(List<FlagSource> sources, EvaluationContext facts, Time time, IntSupplier chance) {
        this.sources = sources.toArray(FlagSource[]::new);
        this.needDeclarations = sources.stream().anyMatch(FlagSource::needsDeclarations);
        this.facts = facts;
        this.moment = () -> new Moment(time.now(), chance.getAsInt());
        this.staticToggles = new StaticToggles(moment);
    }

    /** Takes over what the sources have now. */
    synchronized void refresh() {
        if (!view.isOf(sources)) {
            View next = new View(sources, facts);
            view = next;
            staticToggles.follow(next);
        }
    }

    /** What there is to evaluate by now. */
    View view() {
        return view;
    }

    /** Tells the sources which flag code asks for; a null is somebody's mistake that evaluations answer for. */
    void declare(@Nullable String flag) {
        if (flag != null) {
            for (FlagSource source : sources) {
                source.declare(flag);
            }
        }
    }

    StaticToggle staticToggle(String flag) {
        declare(flag);
        return staticToggles.of(flag, this::view);
    }

    /** The flag as the newest view has it; what goes wrong leaves it off, and is tried again at the next question. */
    Binding bind(String flag) {
        try {
            return view.bind(flag);
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return Binding.unknown(flag, View.NOTHING);
        }
    }

    /** Takes from a value what the caller asked for, or answers null when it is something else. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable
        T read(Value value);
    }

    /** Whether what a toggle is bound to is on for this context. */
    boolean isOn(Binding bound, EvaluationContext context) {
        try {
            return bound.isOn(context, moment);
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(bound.key(), bug);
            return false;
        }
    }

    /** Whether a flag is on for this context. */
    boolean isOn(String flag, EvaluationContext context) {
        try {
            return viewWith(flag).bind(flag).isOn(context, moment);
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return false;
        }
    }

    /** What a flag serves; null when the caller's default value applies, whyever. */
    @Nullable
    Value value(String flag, EvaluationContext context) {
        try {
            Outcome outcome = viewWith(flag).bind(flag).answer(context, moment);
            return outcome == null ? null : outcome.value();
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return null;
        }
    }

    long version(String flag) {
        try {
            CompiledFlag found = viewWith(flag).bind(flag).flag();
            return found == null ? 0 : found.version();
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return 0;
        }
    }

    <T> EvaluationDetails<T> details(String flag, EvaluationContext context, T defaultValue, Reader<T> reader) {
        try {
            Objects.requireNonNull(context, "The evaluation context is null");
            View seen = viewWith(flag);
            Binding bound = seen.bind(flag);
            Outcome outcome = bound.answer(context, moment);
            return outcome == null
                    ? unknown(seen, flag, defaultValue)
                    : Details.of(bound, outcome, defaultValue, reader);
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return EvaluationDetails.failed(
                    flag, defaultValue, Optional.empty(), ErrorCode.GENERAL, "The evaluation failed: " + bug);
        }
    }

    /** An outcome and the way to it; empty when no source has the flag. */
    Optional<Explanation> explain(String flag, EvaluationContext context) {
        try {
            Objects.requireNonNull(context, "The evaluation context is null");
            Scope scope = viewWith(flag).bind(flag).scope();
            return scope == null
                    ? Optional.empty()
                    : Optional.of(Evaluator.explain(scope.at(moment.get()), flag, context));
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return Optional.empty();
        }
    }

    Map<String, EvaluationDetails<Value>> all(EvaluationContext context) {
        Map<String, EvaluationDetails<Value>> answers = new LinkedHashMap<>();
        try {
            Objects.requireNonNull(context, "The evaluation context is null");
            Moment now = moment.get();
            View newest = view;
            for (Scope scope : newest.scopes()) {
                for (CompiledFlag flag : scope.links().all()) {
                    answers.computeIfAbsent(flag.key(), key -> answer(newest.bind(key), context, now));
                }
            }
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce("*", bug);
        }
        return answers;
    }

    private static EvaluationDetails<Value> answer(Binding bound, EvaluationContext context, Moment now) {
        Outcome outcome = Objects.requireNonNull(bound.answer(context, () -> now));
        return Details.of(bound, outcome, Value.NULL, value -> value);
    }

    /** The newest view, in which a flag that is there only once it is asked for is there. */
    private View viewWith(String flag) {
        if (needDeclarations) {
            declare(flag);
        }
        return view;
    }

    /** Judged by what the evaluation saw: a source may have got its first flags since, this one among them. */
    private <T> EvaluationDetails<T> unknown(View seen, String flag, T defaultValue) {
        Optional<Position> position = Optional.empty();
        for (int at = 0; at < sources.length; at++) {
            Health health = sources[at].health();
            if (!seen.isAnswering(at)) {
                ErrorCode code =
                        health.phase() == Health.Phase.FATAL ? ErrorCode.PROVIDER_FATAL : ErrorCode.PROVIDER_NOT_READY;
                String message = sources[at].isAnswering() ? "The first flags are just arriving" : health.message();
                return EvaluationDetails.failed(flag, defaultValue, position, code, message);
            }
            position = position.or(() -> Optional.ofNullable(health.position()));
        }
        return EvaluationDetails.failed(
                flag, defaultValue, position, ErrorCode.FLAG_NOT_FOUND, "There is no flag '" + flag + "'");
    }

    private void logOnce(String flag, Throwable bug) {
        if (!failureLogged.getAndSet(true)) {
            LOG.log(
                    Level.ERROR,
                    LogLine.of("evaluation.failed")
                            .with("flag", flag)
                            .with("message", "later failures are not logged")
                            .toString(),
                    bug);
        }
    }
}
