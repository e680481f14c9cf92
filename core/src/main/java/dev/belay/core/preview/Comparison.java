package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Asks two snapshots for one flag, each time with the same context, instant and chance. */
final class Comparison {

    private final Snapshot before;
    private final Snapshot after;
    private final String flag;
    private final Sampling sampling;

    Comparison(Snapshot before, Snapshot after, String flag, Sampling sampling) {
        this.before = before;
        this.after = after;
        this.flag = flag;
        this.sampling = sampling;
    }

    Sample ofGiven() {
        return ask(sampling.contexts().iterator());
    }

    Sample ofInvented() {
        if (!sampling.goOn().getAsBoolean()) {
            return new Sample(new Proportion(0, 0), List.of());
        }
        Invention invention = new Invention(
                Questions.of(before, flag, after), Questions.of(after, flag, before), new Random(sampling.seed()));
        return ask(Stream.generate(invention::next).limit(sampling.invented()).iterator());
    }

    private Sample ask(Iterator<EvaluationContext> contexts) {
        Random chance = new Random(sampling.seed());
        List<Sample.Example> examples = new ArrayList<>();
        int size = 0;
        int differing = 0;
        while (contexts.hasNext() && sampling.goOn().getAsBoolean()) {
            EvaluationContext context = contexts.next();
            Moment moment = new Moment(sampling.now(), chance.nextInt());
            Evaluation old = Evaluator.evaluate(before, flag, context, moment);
            Evaluation now = Evaluator.evaluate(after, flag, context, moment);
            size++;
            if (!old.variant().equals(now.variant())) {
                differing++;
                if (examples.size() < Sample.MOST_EXAMPLES) {
                    examples.add(new Sample.Example(context, old.variant(), now.variant()));
                }
            }
        }
        return new Sample(new Proportion(differing, size), examples);
    }
}
