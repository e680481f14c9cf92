package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.util.Comparator;

/**
 * An instance by its name, and how far it was when it was last heard of.
 *
 * @param identity what reports tell it apart by, kept because it costs something to compute
 */
record NamedInstance(long identity, Instance instance, Sighting seen) {

    NamedInstance(Instance instance, Sighting seen) {
        this(Identity.of(instance.id()), instance, seen);
    }

    NamedInstance with(Sighting sighting) {
        return new NamedInstance(identity, instance, sighting);
    }

    /** The description that says more, of two of the same instance. */
    NamedInstance better(NamedInstance other) {
        return instance.sdk().isEmpty() ? other : this;
    }

    /** What needs a look comes first: diverged, then what is behind the most, then what was not heard of the longest. */
    static Comparator<NamedInstance> worstFirst(Position wanted) {
        return Comparator.<NamedInstance, Standing>comparing(
                        each -> each.seen().where().against(wanted))
                .thenComparingLong(each ->
                        each.seen().where().applied().map(Position::revision).orElse(-1L))
                .thenComparing(each -> each.seen().at())
                .thenComparing(each -> each.instance().id());
    }
}
