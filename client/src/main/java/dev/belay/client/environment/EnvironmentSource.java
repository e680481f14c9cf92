package dev.belay.client.environment;

import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Signal;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.LogLine;
import dev.belay.json.state.LedgerState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Flags from environment variables, as they were when the source was made.
 *
 * <p>Variables do not tell flag keys, so the source learns which keys there are when code asks for them. Two keys with the
 * same variable are both refused from the moment in which the second one is seen.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class EnvironmentSource implements FlagSource {

    private static final Logger LOG = System.getLogger("dev.belay.client");
    private static final Position NOWHERE = new Position("environment", 0);

    /** Keys beyond what variables name are made up by whoever asks, and must not fill the memory. */
    private static final int MOST_FLAGS = 10_000;

    private static final int MOST_REMEMBERED = 10_000;

    /** Variables count no versions. */
    private static final long NO_VERSION = 0;

    private final Variables variables;
    private final Signal signal;

    /** The keys that need not be looked at again. */
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** The key that was first asked for with each variable's name. */
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    private final Map<String, String> collisions = new ConcurrentHashMap<>();
    private volatile Snapshot snapshot = Snapshot.empty(NOWHERE);
    private int flags;

    /** A source of exactly these variables. */
    public EnvironmentSource(Map<String, String> variables, Signal signal) {
        this.variables = Variables.read(variables);
        this.signal = signal;
    }

    @Override
    public void start() {
        // Everything is there already.
    }

    @Override
    public boolean needsDeclarations() {
        return true;
    }

    @Override
    public void declare(String flag) {
        if (!known.containsKey(flag)) {
            learn(flag, Variables.nameOf(flag));
        }
    }

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public Health health() {
        Optional<String> problem = collisions.values().stream()
                .sorted()
                .findFirst()
                .or(() -> variables.unreadable().values().stream().sorted().findFirst());
        return problem.map(text -> new Health(Health.Phase.ERROR, null, null, text))
                .orElseGet(() -> new Health(Health.Phase.READY, null, null, "Variables do not change"));
    }

    @Override
    public boolean settled() {
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

    // Whoever else asks for the flag waits until evaluations can see it.
    private synchronized void learn(String flag, String name) {
        if (known.containsKey(flag)) {
            return;
        }
        if (hasVariable(name) && flags < MOST_FLAGS) {
            flags++;
            String first = keys.putIfAbsent(name, flag);
            show(first == null ? List.of(flag(flag, name)) : refused(name, first, flag));
            signal.raise();
        }
        if (known.size() < MOST_REMEMBERED || hasVariable(name)) {
            known.put(flag, true);
        }
    }

    private boolean hasVariable(String name) {
        return variables.values().containsKey(name) || variables.unreadable().containsKey(name);
    }

    private List<SnapshotFlag> refused(String name, String first, String second) {
        String problem = collisions.computeIfAbsent(name, fresh -> collision(first, second));
        LOG.log(
                Level.WARNING,
                LogLine.of("source.error")
                        .with("source", "environment")
                        .with("message", problem)
                        .toString());
        return List.of(refused(first, problem), refused(second, problem));
    }

    private void show(List<SnapshotFlag> flags) {
        Snapshot.Changes changes = snapshot.change();
        flags.forEach(changes::put);
        snapshot = changes.at(NOWHERE);
    }

    private SnapshotFlag flag(String key, String name) {
        Variant variant = variables.values().get(name);
        return variant == null
                ? refused(key, String.valueOf(variables.unreadable().get(name)))
                : new SnapshotFlag.Understood(NO_VERSION, serving(key, variant));
    }

    private static SnapshotFlag refused(String key, String problem) {
        return new SnapshotFlag.NotUnderstood(key, NO_VERSION, problem);
    }

    private static Flag serving(String key, Variant variant) {
        return new Flag(
                key,
                typeOf(variant.value()),
                List.of(variant),
                true,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new Serve.OneVariant(variant.name())),
                Bucketing.defaultFor(key),
                List.of());
    }

    /** A variable may hold what no flag of a server can, such as a list; nobody asks for its type. */
    private static FlagType typeOf(Value value) {
        return Arrays.stream(FlagType.values())
                .filter(type -> type.allows(value))
                .findFirst()
                .orElse(FlagType.STRUCTURE);
    }

    private static String collision(String first, String second) {
        return "The flags '" + first + "' and '" + second + "' share the variable " + Variables.TOGGLE
                + Variables.nameOf(first) + "; rename one of them";
    }
}
