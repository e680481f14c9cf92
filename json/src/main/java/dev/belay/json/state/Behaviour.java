package dev.belay.json.state;

import dev.belay.core.condition.AttributeName;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a flag's answers depend on in one state, in brief: everything of its {@link FlagClosure} but the documents.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param hash       the behaviour hash, see {@link FlagClosure#behaviour()}
 * @param attributes where in evaluation contexts something is asked
 * @param asksNow    whether the time is asked
 * @param asksRandom whether chance is asked
 */
public record Behaviour(String hash, Set<AttributeName> attributes, boolean asksNow, boolean asksRandom) {

    /** Copies the set. */
    public Behaviour {
        attributes = Collections.unmodifiableSet(new LinkedHashSet<>(attributes));
    }

    /** What a closure comes to. */
    public static Behaviour of(FlagClosure closure) {
        return new Behaviour(closure.behaviour(), closure.attributes(), closure.asksNow(), closure.asksRandom());
    }
}
