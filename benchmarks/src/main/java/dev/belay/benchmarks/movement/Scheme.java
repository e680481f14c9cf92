package dev.belay.benchmarks.movement;

import java.util.Map;
import java.util.function.Function;

/** A product's way from weights and a key to a variant. */
interface Scheme {

    /** Its name in the table. */
    String name();

    /** A split that has never been edited, with these percents. */
    Split start(Map<String, Integer> percents);

    /** One state of a split. */
    interface Split extends Function<String, String> {

        /** The state after somebody gave these percents. */
        Split edit(Map<String, Integer> percents);
    }
}
