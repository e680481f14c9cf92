package dev.belay.core.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps what an evaluation looks at. Confined to one evaluation. */
final class Trace {

    private final Deque<List<Explanation.Step>> open = new ArrayDeque<>(List.of(new ArrayList<>()));

    /** Something is about to be looked at; what is entered before it is left belongs to it. */
    void enter() {
        open.push(new ArrayList<>());
    }

    /** What was entered last is known. */
    void leave(String subject, boolean held, String detail) {
        List<Explanation.Step> parts = open.pop();
        open.element().add(new Explanation.Step(subject, held, detail, parts));
    }

    /** Everything that was left; what was still being looked at when the evaluation failed is not told. */
    List<Explanation.Step> steps() {
        return open.getLast();
    }
}
