package dev.belay.core.evaluation;

import java.util.List;

/**
 * An outcome and the way to it.
 *
 * @param evaluation the outcome
 * @param steps      what was looked at, in order
 */
public record Explanation(Evaluation evaluation, List<Step> steps) {

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * One thing that was looked at.
     *
     * @param subject what it was, such as {@code rule beta} or {@code country in ["PT", "ES"]}
     * @param held    whether it decided, or held
     * @param detail  what was seen, such as the attribute's value or the bucket
     * @param steps   what was looked at to find that out
     */
    public record Step(String subject, boolean held, String detail, List<Step> steps) {

        /** Copies the steps. */
        public Step {
            steps = List.copyOf(steps);
        }
    }
}
