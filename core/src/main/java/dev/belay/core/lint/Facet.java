package dev.belay.core.lint;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;

/**
 * One thing that conditions look at, in one way.
 *
 * @param name an attribute's name, a flag's or segment's key, a bucketing, a zone
 */
record Facet(Reading reading, Object name) {

    static Facet key(String attribute) {
        return new Facet(Reading.KEY, attribute);
    }

    static Facet flag(String key) {
        return new Facet(Reading.FLAG, key);
    }

    static Facet segment(String key) {
        return new Facet(Reading.SEGMENT, key);
    }

    /** The bucket by a bucketing; what happens without a key takes no part in it. */
    static Facet bucket(Bucketing by) {
        return new Facet(
                Reading.BUCKET,
                new Bucketing(
                        by.algorithm(), by.salt(), by.by(), by.total(), by.parameters(), MissingKey.FALL_THROUGH));
    }
}
