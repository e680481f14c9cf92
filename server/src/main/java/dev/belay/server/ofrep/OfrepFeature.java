package dev.belay.server.ofrep;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Keys;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.JsonLimits;
import dev.belay.json.receipt.Receipt;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.access.KeyKind;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.Computations;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import dev.belay.server.pins.Pinned;
import dev.belay.server.pins.Pinning;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Answers OFREP requests, on the event loop, because an evaluation reads memory only; those with receipts elsewhere,
 * because they may read much of it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class OfrepFeature implements Feature {
    private static final Set<KeyKind> EVERY_KIND = EnumSet.allOf(KeyKind.class);

    /** How many requests for receipts may wait; each holds its context, which has up to a megabyte. */
    private static final int RECEIPTS_WAITING = 64;

    private final Parts parts;
    private final Computations receipts;
    private final Counter evaluations;

    /**
     * What this feature is made of.
     *
     * @param random draws 32 evenly distributed bits, on any thread
     * @param asked   told of who asks
     * @param pinning finds the states that requests are pinned to
     */
    public record Parts(
            LedgerStore store,
            Access access,
            InstantSource clock,
            IntSupplier random,
            MeterRegistry metrics,
            Asked asked,
            Pinning pinning) {}

    /** Is told of each client that asks, so that it can be counted. */
    @FunctionalInterface
    public interface Asked {
        /** A client asked. */
        void by(LedgerId flagSet, String key, String address);
    }

    /** Evaluates by the newest states of the store. */
    public OfrepFeature(Parts parts) {
        this(parts, new Computations(RECEIPTS_WAITING));
    }

    OfrepFeature(Parts parts, Computations receipts) {
        this.parts = parts;
        this.receipts = receipts;
        this.evaluations = Counter.builder("belay.evaluations")
                .description("Flags that the server evaluated for remote clients")
                .tag("protocol", "ofrep")
                .register(parts.metrics());
    }

    @Override
    public void addTo(Routes routes) {
        routes.eventLoop(HttpMethod.POST, "/ofrep/v1/evaluate/flags/{key}", this::single)
                .eventLoop(HttpMethod.POST, "/ofrep/v1/evaluate/flags", this::bulk);
    }

    private void single(Call call) {
        Credential.FlagSetKey key = key(call);
        boolean wantsReceipt = wantsReceipt(call, key, call.parameter("key"));
        Optional<Position> pin = pin(call, key);
        String flag = call.parameter("key");
        call.body(JsonLimits.DEFAULT.bytes(), body -> {
            if (pin.isPresent()) {
                pinned(call, key, pin.get(), pinned -> single(flag, key, body, pinned, wantsReceipt));
            } else if (wantsReceipt) {
                // A receipt follows all that the flag depends on, which may be the whole flag set.
                receipts.run(() -> call.guarded(() -> call.answer(single(flag, key, body, newest(key), true))));
            } else {
                call.answer(single(flag, key, body, newest(key), false));
            }
        });
    }

    private Answer single(String flag, Credential.FlagSetKey key, byte[] body, Pinned pinned, boolean wantsReceipt) {
        try {
            EvaluationContext context = ContextReader.read(body);
            LedgerState state = pinned.state();
            Moment moment = moment();
            Evaluation evaluation = View.of(key).shows(state.snapshot().flag(flag))
                    ? Evaluator.evaluate(state.snapshot(), flag, context, moment)
                    : View.absent(flag, state.snapshot());
            evaluations.increment();
            Optional<Receipt> receipt = wantsReceipt
                    ? Optional.of(Receipt.of(state.behaviour(flag), evaluation, context, moment, salt()))
                    : Optional.empty();
            return Answer.json(status(evaluation), AnswerFormat.write(evaluation, receipt, pinned.metadata()));
        } catch (ContextReader.UnusableContextException unusable) {
            return refusal(Map.of("key", Value.of(flag)), unusable);
        }
    }

    /** Receipts name rules, of which client keys see nothing. */
    private static boolean wantsReceipt(Call call, Credential.FlagSetKey key, String flag) {
        return call.header("belay-receipt").filter("true"::equals).isPresent()
                && key.kind() == KeyKind.SERVER
                && Keys.problemOf(flag).isEmpty();
    }

    private void bulk(Call call) {
        Credential.FlagSetKey key = key(call);
        Optional<Position> pin = pin(call, key);
        call.body(JsonLimits.DEFAULT.bytes(), body -> {
            if (pin.isPresent()) {
                pinned(call, key, pin.get(), pinned -> bulk(call, key, body, pinned));
            } else {
                call.answer(bulk(call, key, body, newest(key)));
            }
        });
    }

    /** Where the caller wants to be answered; browsers and phones cannot choose. */
    private Optional<Position> pin(Call call, Credential.FlagSetKey key) {
        return key.kind() == KeyKind.SERVER
                ? parts.pinning().wanted(call.header("baggage"), flagSet(key))
                : Optional.empty();
    }

    private Answer bulk(Call call, Credential.FlagSetKey key, byte[] body, Pinned pinned) {
        try {
            EvaluationContext context = ContextReader.read(body);
            Snapshot snapshot = pinned.state().snapshot();
            BulkAnswer answer = new BulkAnswer(snapshot.position(), pinned.metadata());
            Moment moment = moment();
            View view = View.of(key);
            for (SnapshotFlag flag : snapshot.flags()) {
                if (view.shows(flag)) {
                    answer.add(Evaluator.evaluate(snapshot, flag.key(), context, moment));
                }
            }
            evaluations.increment(answer.size());
            return answer.to(key, call.header("if-none-match"));
        } catch (ContextReader.UnusableContextException unusable) {
            return refusal(Map.of(), unusable);
        }
    }

    private Credential.FlagSetKey key(Call call) {
        Credential.FlagSetKey key = parts.access().key(call, EVERY_KIND);
        parts.asked().by(flagSet(key), key.issue().id(), call.address());
        return key;
    }

    /** Answers at an earlier state, which may have to be read, or may come later from another server. */
    private void pinned(Call call, Credential.FlagSetKey key, Position pin, Function<Pinned, Answer> answer) {
        receipts.run(() -> call.guarded(() -> {
            CompletableFuture<Pinned> state = parts.pinning().find(flagSet(key), pin);
            Executor where = state.isDone() ? Runnable::run : receipts::run;
            call.answer(state.thenApplyAsync(answer, where));
        }));
    }

    private Pinned newest(Credential.FlagSetKey key) {
        return new Pinned(parts.store().head(flagSet(key)), Optional.empty());
    }

    private static LedgerId flagSet(Credential.FlagSetKey key) {
        return LedgerId.flagSet(key.project(), key.environment());
    }

    private long salt() {
        return ((long) parts.random().getAsInt() << Integer.SIZE)
                | Integer.toUnsignedLong(parts.random().getAsInt());
    }

    private Moment moment() {
        return new Moment(parts.clock().instant(), parts.random().getAsInt());
    }

    private static Answer refusal(Map<String, Value> key, ContextReader.UnusableContextException unusable) {
        return Answer.json(400, AnswerFormat.refusal(key, ErrorCode.INVALID_CONTEXT, unusable.sentence()));
    }

    private static int status(Evaluation evaluation) {
        return evaluation
                .errorCode()
                .map(code -> code == ErrorCode.FLAG_NOT_FOUND ? 404 : 400)
                .orElse(200);
    }
}
