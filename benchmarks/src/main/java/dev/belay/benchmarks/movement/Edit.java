package dev.belay.benchmarks.movement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody does to the weights of one split, in steps.
 *
 * @param name  what the table calls it
 * @param steps percent by variant, in the order in which a person lists the variants; at least two
 */
record Edit(String name, List<Map<String, Integer>> steps) {

    static final List<Edit> ALL = List.of(
            new Edit("50/50 to 60/40", List.of(step("on", 50, "off", 50), step("on", 60, "off", 40))),
            new Edit(
                    "90/10, a new variant z takes 10 from the 90",
                    List.of(step("control", 90, "treatment", 10), step("control", 80, "treatment", 10, "z", 10))),
            new Edit(
                    "the same with the new variant listed first",
                    List.of(step("control", 90, "treatment", 10), step("a", 10, "control", 80, "treatment", 10))),
            new Edit(
                    "three variants listed in another order",
                    List.of(step("a", 20, "b", 30, "c", 50), step("c", 50, "a", 20, "b", 30))),
            new Edit(
                    "the first of three removed, its third to the others",
                    List.of(step("a", 34, "b", 33, "c", 33), step("b", 50, "c", 50))),
            new Edit(
                    "a ramp from 10 to 20 and back to 10",
                    List.of(step("on", 10, "off", 90), step("on", 20, "off", 80), step("on", 10, "off", 90))));

    private static Map<String, Integer> step(Object... pairs) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            weights.put((String) pairs[index], (Integer) pairs[index + 1]);
        }
        return weights;
    }
}
