package dev.belay.core.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Hears what an evaluation looks at; {@link #NONE} hears nothing and costs nothing. */
interface Trace {

    Trace NONE = new Trace() {
        @Override
        public void enter() {}

        @Override
        public void leave(Supplier<String> subject, boolean held, Supplier<String> detail) {}
    };

    /** Something is about to be looked at; what is entered before it is left belongs to it. */
    void enter();

    /** What was entered last is known. */
    void leave(Supplier<String> subject, boolean held, Supplier<String> detail);

    /** Keeps everything. */
    final class Recorder implements Trace {

        private final Deque<List<Explanation.Step>> open = new ArrayDeque<>(List.of(new ArrayList<>()));

        @Override
        public void enter() {
            open.push(new ArrayList<>());
        }

        @Override
        public void leave(Supplier<String> subject, boolean held, Supplier<String> detail) {
            List<Explanation.Step> parts = open.pop();
            open.element().add(new Explanation.Step(subject.get(), held, detail.get(), parts));
        }

        /** Everything that was left; what was still being looked at when the evaluation failed is not told. */
        List<Explanation.Step> steps() {
            return open.getLast();
        }
    }
}
