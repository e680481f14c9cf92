package dev.belay.json.receipt;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.state.Behaviour;
import java.time.Instant;
import java.util.Optional;

/**
 * What an evaluation decided, by what and for whom, in a text of some hundred characters for a log line or a span. It
 * names the flag, the variant and the rule; of the context it has a {@link Fingerprint} only.
 *
 * <pre>{@code
 * Receipt receipt = Receipt.of(state.behaviour("checkout.new-flow"), evaluation, context, moment, salt);
 * String text = receipt.toString();
 * Replay replay = Replay.of(Receipt.parse(text), state, context);
 * }</pre>
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param position    where in history the flag was evaluated
 * @param flag        its key
 * @param behaviour   the first 20 hexadecimal digits of the behaviour hash of its closure
 * @param fingerprint that of the context
 * @param outcome     what was decided
 * @param now         the time, if the closure asks for it
 * @param random      the chance, if the closure asks for it
 */
public record Receipt(
        Position position,
        String flag,
        String behaviour,
        Fingerprint fingerprint,
        Recorded outcome,
        Optional<Instant> now,
        Optional<Integer> random) {

    /** How many hexadecimal digits of the behaviour hash are kept: 80 bits. */
    public static final int BEHAVIOUR_DIGITS = 20;

    /**
     * The receipt of an evaluation.
     *
     * @param behaviour  the flag's, in the state that was evaluated
     * @param evaluation the outcome
     * @param context    everything that the evaluation could see, default attributes included
     * @param moment     of the evaluation
     * @param salt       random bits, of which 40 are used
     */
    public static Receipt of(
            Behaviour behaviour, Evaluation evaluation, EvaluationContext context, Moment moment, long salt) {
        return new Receipt(
                evaluation.position(),
                evaluation.flag(),
                behaviour.hash().substring(0, BEHAVIOUR_DIGITS),
                Fingerprint.of(behaviour, context, salt),
                Recorded.of(evaluation),
                behaviour.asksNow() ? Optional.of(moment.now()) : Optional.empty(),
                behaviour.asksRandom() ? Optional.of(moment.random()) : Optional.empty());
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if {@code text} is not a receipt, is damaged, or is of a form that is not known
     *     here; the message says which
     */
    public static Receipt parse(String text) {
        return ReceiptText.read(text);
    }

    /** The moment at which the evaluation can be repeated; what was not asked for may be anything. */
    Moment moment() {
        return new Moment(now.orElse(Instant.EPOCH), random.orElse(0));
    }

    /** The receipt as text, safe in addresses: {@code b1.} and base64url. */
    @Override
    public String toString() {
        return ReceiptText.write(this);
    }
}
