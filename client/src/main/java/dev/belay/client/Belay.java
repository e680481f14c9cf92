package dev.belay.client;

import dev.belay.client.Evaluations.Reader;
import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Signal;
import dev.belay.client.source.SystemTime;
import dev.belay.client.source.Time;
import dev.belay.client.stream.StreamSource;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Explanation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The flags of one application, always at hand.
 *
 * <pre>{@code
 * Belay belay = Belay.connect(URI.create("https://belay.example.com"), serverKey);
 *
 * Toggle newFlow = belay.toggle("checkout.new-flow");
 * if (newFlow.isActive(EvaluationContext.of("user-42"))) {
 *     …
 * }
 * String layout = belay.evaluate("search.layout", context, "classic").value();
 * }</pre>
 *
 * <p>Make one for the whole application and close it at the end. Flags are kept in memory and follow their source in the
 * background: <b>evaluations never throw, never wait and never leave the process</b>. Each reads one immutable state, so
 * that a change of several flags is seen as a whole or not at all.
 *
 * <p>When the server is away, the flags last received go on answering. An application that starts without a server uses,
 * in this order, the cache on disk ({@link Settings#withCacheDirectory}), the bootstrap ({@link
 * Settings#withBootstrap}), and the default values that its own code passes in. {@link #status()} tells how up to date
 * the answers are.
 *
 * <p>The log is written through {@link System.Logger} under the name {@code dev.belay.client}: one line for each change
 * of status, never an attribute of a context.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Belay implements AutoCloseable {

    private final List<FlagSource> sources;
    private final Evaluations evaluations;
    private final Notices notices;
    private final Settings settings;
    private final Signal signal;
    private final Time time;

    private volatile boolean closed;

    private Belay(List<FlagSource> sources, Source.Parts parts) {
        this.sources = sources;
        this.settings = parts.settings();
        this.signal = parts.signal();
        this.time = parts.time();
        this.notices = new Notices(signal);
        this.evaluations = new Evaluations(
                sources,
                settings.context(),
                time,
                () -> ThreadLocalRandom.current().nextInt());
        signal.before(evaluations::refresh);
        evaluations.refresh();
    }

    /**
     * Follows the flag set of a server key with {@link Settings#DEFAULT}.
     *
     * @see #connect(URI, String, Settings)
     */
    public static Belay connect(URI server, String serverKey) {
        return connect(server, serverKey, Settings.DEFAULT);
    }

    /**
     * Follows the flag set of a server key. Returns at once and connects in the background; a server that is absent is
     * looked for until {@link #close()}. Cache and bootstrap are read in the background, too, so that the very first
     * evaluations may get their default values. Use {@link #awaitReady} to wait for the first flags.
     *
     * @param server    the server's address, such as {@code https://belay.example.com}
     * @param serverKey a key of kind {@code server}
     * @throws IllegalArgumentException if {@code server} is not an address of HTTP, or {@code serverKey} cannot be a key
     * @throws NullPointerException     if anything is null; the message says what
     */
    public static Belay connect(URI server, String serverKey, Settings settings) {
        return of(settings, Source.server(server, serverKey));
    }

    /**
     * Reads flags from a file, now and whenever it changes. The file is JSON, or YAML when its name ends in {@code .yaml}
     * or {@code .yml} and snakeyaml-engine is on the class path, in one of two forms: whole documents,
     *
     * <pre>{@code
     * {"flags": [{"key": "checkout.new-flow", "type": "boolean", …}], "segments": []}
     * }</pre>
     *
     * or just the value that each flag serves,
     *
     * <pre>{@code
     * {"checkout.new-flow": true, "search.layout": "grid"}
     * }</pre>
     *
     * A folder holds one document in each file, as {@code belay export} writes it: {@code flags/*.yaml},
     * {@code segments/*.yaml} or JSON.
     *
     * <p>A file that cannot be used leaves the flags as they were, with status {@code ERROR} and a message that says why.
     */
    public static Belay file(Path file) {
        return of(Source.file(file));
    }

    /**
     * Reads flags from the environment variables of this process: {@code TOGGLE_} and the flag's key in upper case, with
     * {@code _} for everything but letters and digits, is on exactly when it is {@code 1}; {@code BELAY_VALUE_} and the
     * same name holds any value as JSON, and wins. Two keys with one variable are both refused, with status
     * {@code ERROR}.
     */
    public static Belay environment() {
        return of(Source.environment());
    }

    /** Reads flags from variables, as {@link #environment()} does. */
    public static Belay environment(Map<String, String> variables) {
        return of(Source.environment(variables));
    }

    /**
     * Combines sources with {@link Settings#DEFAULT}.
     *
     * @see #of(Settings, Source...)
     */
    public static Belay of(Source... sources) {
        return of(Settings.DEFAULT, sources);
    }

    /**
     * Combines sources: the first one that knows a flag answers for it. Segments and prerequisites are looked up where
     * the flag was found.
     *
     * <pre>{@code
     * Belay.of(settings, Source.environment(), Source.server(uri, serverKey))
     * }</pre>
     *
     * @throws IllegalArgumentException if a source cannot be what was given for it
     */
    public static Belay of(Settings settings, Source... sources) {
        Objects.requireNonNull(settings, "The settings are null; Settings.DEFAULT changes nothing");
        return open(
                new Source.Parts(
                        settings,
                        new SystemTime(),
                        () -> ThreadLocalRandom.current().nextDouble(),
                        new Signal()),
                sources);
    }

    static Belay open(Source.Parts parts, Source... sources) {
        List<FlagSource> opened =
                Stream.of(sources).map(source -> source.open(parts)).toList();
        opened.forEach(FlagSource::start);
        return new Belay(opened, parts);
    }

    /** The handle on a flag that is on or off; the flag need not exist. */
    public Toggle toggle(String flag) {
        return new Toggle(flag, evaluations);
    }

    /**
     * The handle on a flag that is on or off for everybody, which compiled code asks at no cost at all. It pays where a
     * check stands in the innermost loop; what a change costs is in {@link StaticToggle}.
     */
    public StaticToggle staticToggle(String flag) {
        return evaluations.staticToggle(flag);
    }

    /** Whether a flag is on, as {@link Toggle#isActive(EvaluationContext)} tells it, for code that keeps no toggle. */
    public boolean isActive(String flag, EvaluationContext context) {
        return evaluations.isOn(flag, context);
    }

    /** The truth value that a flag serves, or {@code defaultValue}. */
    public boolean booleanValue(String flag, EvaluationContext context, boolean defaultValue) {
        return evaluations.value(flag, context) instanceof Value.BooleanValue truth ? truth.value() : defaultValue;
    }

    /** The whole number that a flag serves, or {@code defaultValue}, also for a fraction or what is too large. */
    public int intValue(String flag, EvaluationContext context, int defaultValue) {
        return evaluations.value(flag, context) instanceof Value.NumberValue number
                        && (int) number.value() == number.value()
                ? (int) number.value()
                : defaultValue;
    }

    /** The whole number that a flag serves, or {@code defaultValue}, also for a fraction or what is too large. */
    public long longValue(String flag, EvaluationContext context, long defaultValue) {
        return evaluations.value(flag, context) instanceof Value.NumberValue number && Readers.isWhole(number.value())
                ? (long) number.value()
                : defaultValue;
    }

    /** The number that a flag serves, or {@code defaultValue}. */
    public double doubleValue(String flag, EvaluationContext context, double defaultValue) {
        return evaluations.value(flag, context) instanceof Value.NumberValue number ? number.value() : defaultValue;
    }

    /** The text that a flag serves, or {@code defaultValue}. */
    public String stringValue(String flag, EvaluationContext context, String defaultValue) {
        return evaluations.value(flag, context) instanceof Value.TextValue text ? text.value() : defaultValue;
    }

    /**
     * Asks for a structure as something of the application's own.
     *
     * <pre>{@code
     * Limits limits = belay.evaluate("shop.limits", context, Limits::from, Limits.USUAL).value();
     * }</pre>
     *
     * @param mapper makes it; what it throws, or null, answers {@code defaultValue} with {@code TYPE_MISMATCH}
     */
    public <T> EvaluationDetails<T> evaluate(
            String flag, EvaluationContext context, Function<Value.StructureValue, T> mapper, T defaultValue) {
        return evaluations.details(flag, context, defaultValue, Readers.structure(mapper));
    }

    /** Asks for a truth value. */
    public EvaluationDetails<Boolean> evaluate(String flag, EvaluationContext context, boolean defaultValue) {
        return evaluations.details(flag, context, defaultValue, Readers.BOOLEAN);
    }

    /** Asks for a whole number; one with a fraction, or too large, counts as another type. */
    public EvaluationDetails<Integer> evaluate(String flag, EvaluationContext context, int defaultValue) {
        return evaluations.details(flag, context, defaultValue, Readers.INTEGER);
    }

    /** Asks for a whole number; one with a fraction, or too large, counts as another type. */
    public EvaluationDetails<Long> evaluate(String flag, EvaluationContext context, long defaultValue) {
        return evaluations.details(flag, context, defaultValue, Readers.LONG);
    }

    /** Asks for a number. */
    public EvaluationDetails<Double> evaluate(String flag, EvaluationContext context, double defaultValue) {
        return evaluations.details(flag, context, defaultValue, Readers.DOUBLE);
    }

    /** Asks for a text. */
    public EvaluationDetails<String> evaluate(String flag, EvaluationContext context, String defaultValue) {
        return evaluations.details(flag, context, defaultValue, Readers.STRING);
    }

    /** Asks for a value of any type, such as a structure. */
    public EvaluationDetails<Value> evaluate(String flag, EvaluationContext context, Value defaultValue) {
        return evaluations.details(flag, context, defaultValue, (Reader<Value>) value -> value);
    }

    /**
     * Asks for every flag that is known, all in one state. Where a caller's default value would apply, the value is
     * {@link Value#NULL}.
     *
     * @return by key; unmodifiable
     */
    public Map<String, EvaluationDetails<Value>> evaluateAll(EvaluationContext context) {
        return java.util.Collections.unmodifiableMap(evaluations.all(context));
    }

    /**
     * Decides a flag as {@link #evaluate} does, and tells everything that was looked at and what it saw: prerequisites,
     * targets, rules, conditions. Values of attributes that are private to the context, or to the settings' context, are
     * left out. For finding out why, not for every request: it puts all of that into words.
     *
     * @return empty when no source has the flag
     */
    public Optional<Explanation> explain(String flag, EvaluationContext context) {
        return evaluations.explain(flag, context);
    }

    /**
     * How up to date the flags are: of several sources, how the one that is worst off is doing. Evaluations after it answer
     * by what it tells of, or by something newer.
     */
    public Status status() {
        Health worst = sources.stream()
                .map(FlagSource::health)
                .max(Comparator.comparing(Health::phase))
                .orElseGet(() -> Health.notReady("There is no source"));
        Status status = closed
                ? new Status(Status.State.ERROR, age(worst), position(), "Closed: the last flags go on answering")
                : new Status(Status.State.valueOf(worst.phase().name()), age(worst), position(), worst.message());
        // So that what this tells of answers already.
        evaluations.refresh();
        return status;
    }

    /**
     * Waits until evaluations have flags to go by: those of the server or, once the server did not answer the first
     * attempt, those of the cache or the bootstrap.
     *
     * @return whether there are flags; false when {@code patience} is over or the thread is interrupted
     */
    public boolean awaitReady(Duration patience) {
        return signal.await(() -> sources.stream().allMatch(Belay::isSettled), patience);
    }

    /**
     * Calls a listener whenever the answers of a flag may have changed, on a thread of its own. Changes that come while
     * the listener is busy are told as one.
     */
    public Subscription onChange(String flag, Consumer<FlagChange> listener) {
        return notices.add(new FlagWatch(sources, Optional.of(flag), listener));
    }

    /** Calls a listener for every flag whose answers may have changed; otherwise as {@link #onChange(String, Consumer)}. */
    public Subscription onChange(Consumer<FlagChange> listener) {
        return notices.add(new FlagWatch(sources, Optional.empty(), listener));
    }

    /** Calls a listener whenever {@link Status#state()} has changed, on the same thread as the other listeners. */
    public Subscription onStatus(Consumer<Status> listener) {
        return notices.add(Notices.status(this::status, listener));
    }

    /**
     * Toggles that can be changed, in the flag set of the server key.
     *
     * @param accessToken of whoever answers for the changes
     * @throws IllegalStateException if no source is a server
     * @throws IllegalArgumentException if {@code accessToken} cannot be a token
     */
    public Toggles manage(String accessToken) {
        StreamSource server = sources.stream()
                .filter(StreamSource.class::isInstance)
                .map(StreamSource.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "These flags do not come from a server, so that nothing here can change them"));
        return new Toggles(
                evaluations,
                new Management(server, server.endpoint().withCredential(accessToken), signal, settings.writeTimeout()));
    }

    /**
     * Stops following and ends all threads. Evaluations go on answering from the last flags, and {@link #status()} says
     * {@code ERROR}.
     */
    @Override
    public void close() {
        closed = true;
        sources.forEach(FlagSource::close);
        notices.close();
        time.close();
    }

    private static boolean isSettled(FlagSource source) {
        return source.isAnswering() && (source.settled() || source.health().phase() == Health.Phase.READY);
    }

    private Optional<Position> position() {
        return sources.stream()
                .map(source -> Optional.ofNullable(source.health().position()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Duration> age(Health health) {
        Instant confirmed = health.confirmedAt();
        if (confirmed == null) {
            return health.phase() == Health.Phase.READY ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        Duration age = Duration.between(confirmed, time.now());
        return Optional.of(age.isNegative() ? Duration.ZERO : age);
    }
}
