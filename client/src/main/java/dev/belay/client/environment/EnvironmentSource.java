package dev.belay.client.environment;

import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Signal;
import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Variant;
import dev.belay.json.state.LedgerState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Flags from environment variables, as they were when the source was made.
 *
 * <p>Variables do not tell flag keys, so the source remembers which keys it was asked for. Two keys with the same
 * variable are both refused from the moment in which the second one is seen.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class EnvironmentSource implements FlagSource {

    private static final Logger LOG = System.getLogger("dev.belay.client");
    private static final Position NOWHERE = new Position("environment", 0);
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Variant> values;
    private final Map<String, String> unreadable;
    private final Signal signal;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, String> collisions = new ConcurrentHashMap<>();

    /** A source of exactly these variables. */
    public EnvironmentSource(Map<String, String> variables, Signal signal) {
        Variables read = Variables.read(variables);
        this.values = read.values();
        this.unreadable = read.unreadable();
        this.signal = signal;
    }

    @Override
    public void start() {
        // Everything is there already.
    }

    @Override
    public void declare(String flag) {
        remember(Variables.nameOf(flag), flag);
    }

    @Override
    public @Nullable Evaluation evaluate(String flag, EvaluationContext context, Moment moment) {
        String name = Variables.nameOf(flag);
        remember(name, flag);
        String collision = collisions.get(name);
        if (collision != null) {
            return new Evaluation.Failed(flag, 0, NOWHERE, ErrorCode.GENERAL, collision);
        }
        String problem = unreadable.get(name);
        if (problem != null) {
            return new Evaluation.Failed(flag, 0, NOWHERE, ErrorCode.PARSE_ERROR, problem);
        }
        Variant served = values.get(name);
        return served == null ? null : new Evaluation.Served(flag, 0, NOWHERE, served, Reason.STATIC, Optional.empty());
    }

    @Override
    public List<Evaluation> evaluateAll(EvaluationContext context, Moment moment) {
        return keys.values().stream()
                .sorted()
                .map(flag -> evaluate(flag, context, moment))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Health health() {
        Optional<String> problem = collisions.values().stream()
                .sorted()
                .findFirst()
                .or(() -> unreadable.values().stream().sorted().findFirst());
        return problem.map(text -> new Health(Health.Phase.ERROR, null, null, text))
                .orElseGet(() -> new Health(Health.Phase.READY, null, null, "Variables do not change"));
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public boolean isAnswering() {
        return true;
    }

    @Override
    public @Nullable LedgerState state() {
        return null;
    }

    @Override
    public void close() {
        // There is nothing to stop.
    }

    private void remember(String name, String flag) {
        String first = keys.get(name);
        if (first == null && keys.size() < MOST_KEYS) {
            first = keys.putIfAbsent(name, flag);
        }
        if (first != null && !first.equals(flag) && collisions.putIfAbsent(name, collision(first, flag)) == null) {
            LOG.log(Level.WARNING, "source.error source=environment message=\"" + collisions.get(name) + "\"");
            signal.raise();
        }
    }

    private static String collision(String first, String second) {
        return "The flags '" + first + "' and '" + second + "' share the variable " + Variables.TOGGLE
                + Variables.nameOf(first) + "; rename one of them";
    }
}
