package dev.belay.client;

import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Time;
import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Moment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the sources, first one first, and never throws.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Evaluations {

    private static final Logger LOG = System.getLogger("dev.belay.client");

    private final FlagSource[] sources;
    private final EvaluationContext facts;
    private final boolean hasFacts;
    private final Time time;
    private final IntSupplier chance;
    private final AtomicBoolean failureLogged = new AtomicBoolean();

    Evaluations(List<FlagSource> sources, EvaluationContext facts, Time time, IntSupplier chance) {
        this.sources = sources.toArray(FlagSource[]::new);
        this.facts = facts;
        this.hasFacts = !facts.attributes().isEmpty();
        this.time = time;
        this.chance = chance;
    }

    /** Takes from a value what the caller asked for, or answers null when it is something else. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable
        T read(Value value);
    }

    boolean isActive(String flag, EvaluationContext context) {
        try {
            return decide(flag, context) instanceof Evaluation.Served served
                    && served.served().value() instanceof Value.BooleanValue truth
                    && truth.value();
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return false;
        }
    }

    long version(String flag) {
        try {
            Evaluation evaluation = decide(flag, EvaluationContext.empty());
            return evaluation == null ? 0 : evaluation.version();
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return 0;
        }
    }

    <T> EvaluationDetails<T> details(String flag, EvaluationContext context, T defaultValue, Reader<T> reader) {
        try {
            Evaluation evaluation = decide(flag, context);
            return evaluation == null ? unknown(flag, defaultValue) : details(evaluation, defaultValue, reader);
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce(flag, bug);
            return EvaluationDetails.failed(
                    flag, defaultValue, Optional.empty(), ErrorCode.GENERAL, "The evaluation failed: " + bug);
        }
    }

    Map<String, EvaluationDetails<Value>> all(EvaluationContext context) {
        Map<String, EvaluationDetails<Value>> answers = new LinkedHashMap<>();
        try {
            EvaluationContext whole = withFacts(context);
            Moment moment = moment();
            for (FlagSource source : sources) {
                source.evaluateAll(whole, moment)
                        .forEach(each -> answers.putIfAbsent(each.flag(), details(each, Value.NULL, value -> value)));
            }
        } catch (RuntimeException | StackOverflowError bug) {
            logOnce("*", bug);
        }
        return answers;
    }

    private @Nullable Evaluation decide(String flag, EvaluationContext context) {
        EvaluationContext whole = withFacts(context);
        Moment moment = moment();
        for (FlagSource source : sources) {
            Evaluation evaluation = source.evaluate(flag, whole, moment);
            if (evaluation != null) {
                return evaluation;
            }
        }
        return null;
    }

    private EvaluationContext withFacts(EvaluationContext context) {
        return hasFacts ? facts.merge(context) : context;
    }

    private Moment moment() {
        return new Moment(time.now(), chance.getAsInt());
    }

    private static <T> EvaluationDetails<T> details(Evaluation evaluation, T defaultValue, Reader<T> reader) {
        if (evaluation instanceof Evaluation.Served served) {
            T value = reader.read(served.served().value());
            return value == null
                    ? of(evaluation, defaultValue, Reason.ERROR, Optional.of(ErrorCode.TYPE_MISMATCH), mismatch(served))
                    : of(evaluation, value, evaluation.reason(), Optional.empty(), Optional.empty());
        }
        Optional<String> message =
                evaluation instanceof Evaluation.Failed failed ? Optional.of(failed.message()) : Optional.empty();
        return of(evaluation, defaultValue, evaluation.reason(), evaluation.errorCode(), message);
    }

    private static <T> EvaluationDetails<T> of(
            Evaluation evaluation, T value, Reason reason, Optional<ErrorCode> code, Optional<String> message) {
        return new EvaluationDetails<>(
                evaluation.flag(),
                value,
                code.isPresent() ? Optional.empty() : evaluation.variant().map(dev.belay.core.flag.Variant::name),
                reason,
                evaluation.version(),
                Optional.of(evaluation.position()),
                evaluation.ruleId(),
                code,
                message);
    }

    private static Optional<String> mismatch(Evaluation.Served served) {
        return Optional.of("The flag '" + served.flag() + "' serves a "
                + served.served().value().type().word() + ", which is not what was asked for");
    }

    private <T> EvaluationDetails<T> unknown(String flag, T defaultValue) {
        Optional<Position> position = Optional.empty();
        for (FlagSource source : sources) {
            Health health = source.health();
            if (!source.isAnswering()) {
                ErrorCode code =
                        health.phase() == Health.Phase.FATAL ? ErrorCode.PROVIDER_FATAL : ErrorCode.PROVIDER_NOT_READY;
                return EvaluationDetails.failed(flag, defaultValue, position, code, health.message());
            }
            position = position.or(() -> Optional.ofNullable(health.position()));
        }
        return EvaluationDetails.failed(
                flag, defaultValue, position, ErrorCode.FLAG_NOT_FOUND, "There is no flag '" + flag + "'");
    }

    private void logOnce(String flag, Throwable bug) {
        if (!failureLogged.getAndSet(true)) {
            LOG.log(Level.ERROR, "evaluation.failed flag=" + flag + "; later failures are not logged", bug);
        }
    }
}
