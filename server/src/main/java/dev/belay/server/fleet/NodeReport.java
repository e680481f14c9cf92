package dev.belay.server.fleet;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one node knows of a flag set's fleet. Replicas are kept apart, because their reports contain everything since
 * their start: of one that two nodes have heard of, the newer report counts, and not the sum.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param own    the instances that the node has heard itself
 * @param relays what replicas have told it, by their names
 */
record NodeReport(Told own, Map<String, Told> relays) {

    NodeReport {
        relays = Map.copyOf(relays);
    }

    /** The same of a node that was heard of at another moment. */
    NodeReport heardAt(Instant seen) {
        return new NodeReport(new Told(own.fleet(), seen), relays);
    }

    /** Adds what instances can do that are not in the map. */
    void addCapabilitiesTo(Map<Long, Set<String>> told) {
        relays.values().forEach(relay -> relay.fleet().addCapabilitiesTo(told));
        own.fleet().addCapabilitiesTo(told);
    }

    /** Everything that this node and others know. */
    FleetReport with(Collection<NodeReport> others, Instant now) {
        FleetReport all = own.asOf(now);
        Map<String, Told> newest = new HashMap<>(relays);
        for (NodeReport other : others) {
            all = all.plus(other.own.asOf(now));
            other.relays.forEach((id, told) -> newest.merge(id, told, Told::newer));
        }
        newest.keySet().removeIf(isGone(all));
        for (Told relay : newest.values()) {
            all = all.plus(relay.asOf(now));
        }
        return all;
    }

    private static Predicate<String> isGone(FleetReport all) {
        return id -> all.departed().containsKey(Identity.of(id));
    }
}
