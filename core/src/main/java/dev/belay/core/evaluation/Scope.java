package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import org.jspecify.annotations.Nullable;

/**
 * What evaluations work with beside their contexts: a state, facts that complete every context, and the moment. One scope
 * serves any number of evaluations, so that they need not make anything.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Scope {

    /** How deep flags and segments may refer to one another; saved documents have no cycles, others may. */
    static final int MAX_DEPTH = 64;

    // Saved documents fit on any usual stack; files and the caller's own depth know no such limit.
    static final String TOO_DEEP_SAID = "Its conditions nest deeper than the stack allows";
    static final Outcome TOO_DEEP = Outcome.failed(ErrorCode.GENERAL, TOO_DEEP_SAID);

    private static final String MOMENTLESS =
            "It asks for time or chance, and was evaluated without a moment; give the scope one by at(moment)";

    private final Links links;
    private final EvaluationContext facts;
    private final @Nullable Moment moment;
    private final @Nullable Trace trace;
    private final @Nullable Memory memory;

    private Scope(
            Links links,
            EvaluationContext facts,
            @Nullable Moment moment,
            @Nullable Trace trace,
            @Nullable Memory memory) {
        this.links = links;
        this.facts = facts;
        this.moment = moment;
        this.trace = trace;
        this.memory = memory;
    }

    /**
     * A scope without a moment, for flags that do not ask for one ({@link CompiledFlag#asksMoment}): whatever asks for
     * time or chance in it fails with {@link ErrorCode#GENERAL}.
     *
     * @param facts attributes of every context that does not have them itself
     */
    public static Scope of(Links links, EvaluationContext facts) {
        return new Scope(links, facts, null, null, null);
    }

    /** The same scope at a moment. */
    public Scope at(Moment changed) {
        return new Scope(links, facts, changed, trace, memory);
    }

    /** A scope for one evaluation, which is told to {@code heard}. */
    Scope tracing(Trace heard) {
        return new Scope(links, facts, moment, heard, new Memory());
    }

    /** The state that is evaluated. */
    public Links links() {
        return links;
    }

    /** Decides a flag of the state; never throws. Allocates nothing but what single operators say. */
    public Outcome answer(CompiledFlag flag, EvaluationContext context) {
        Outcome constant = flag.constant();
        return constant == null || isTraced() ? decided(flag, context) : constant;
    }

    private Outcome decided(CompiledFlag flag, EvaluationContext context) {
        try {
            if (memory == null && flag.closure(links).isSmall()) {
                return flag.procedure().decide(flag, this, context);
            }
            Scope own = memory == null ? remembering() : this;
            return own.decide(flag, context);
        } catch (UndecidableException undecidable) {
            return undecidable.outcome();
        } catch (StackOverflowError tooDeep) {
            return TOO_DEEP;
        }
    }

    private Scope remembering() {
        return new Scope(links, facts, moment, trace, new Memory());
    }

    /** Decides a flag within an evaluation. */
    Outcome decide(CompiledFlag flag, EvaluationContext context) {
        return memory == null
                ? flag.procedure().decide(flag, this, context)
                : memory.flags.answer(flag.key(), () -> flag.procedure().decide(flag, this, context));
    }

    boolean belongs(CompiledSegment segment, EvaluationContext context) {
        return memory == null
                ? segment.has(this, context)
                : memory.segments.answer(segment.segment().key(), () -> segment.has(this, context));
    }

    boolean ask(Check check, EvaluationContext context) {
        if (trace == null || !check.isTold()) {
            // Most ask an attribute; naming that class lets the JIT compiler call it without looking it up.
            return check instanceof Checks.OfAttribute attribute
                    ? attribute.holds(this, context)
                    : check.holds(this, context);
        }
        trace.enter();
        boolean held = check.holds(this, context);
        trace.leave(check.subject(), held, check.detail(this, context, held));
        return held;
    }

    EvaluationContext facts() {
        return facts;
    }

    /**
     * The time and chance of the evaluation.
     *
     * @throws UndecidableException if it has none
     */
    Moment moment() {
        if (moment == null) {
            throw new UndecidableException(ErrorCode.GENERAL, MOMENTLESS);
        }
        return moment;
    }

    boolean isPrivate(EvaluationContext context, String attribute) {
        return context.isPrivate(attribute) || facts.isPrivate(attribute);
    }

    /** Whether somebody wants to hear what is looked at; where not, nothing needs to be put into words. */
    boolean isTraced() {
        return trace != null;
    }

    void enter() {
        if (trace != null) {
            trace.enter();
        }
    }

    void leave(String subject, boolean held, String detail) {
        if (trace != null) {
            trace.leave(subject, held, detail);
        }
    }

    void note(String subject, boolean held, String detail) {
        enter();
        leave(subject, held, detail);
    }

    /** The answers of one evaluation, for flags and segments that many refer to, or in a circle. */
    private static final class Memory {
        private final Walked<Outcome> flags = new Walked<>("Flags");
        private final Walked<Boolean> segments = new Walked<>("Segments");
    }
}
