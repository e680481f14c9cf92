package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is known of who follows a flag set: made by each node and replica of what it has heard, and added up. Two
 * reports of the same instance count it once, because up to {@link #MOST_SIGHTINGS} instances are told apart; beyond
 * that they are only counted.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param head          where the reporter knows the head to be
 * @param sightings     how far each instance is, by its {@link Identity}
 * @param further       how many others are how far
 * @param departed      who said goodbye lately, and when, so that nobody else goes on waiting for them
 * @param deliveries    how the newest revisions came to instances, newest first
 * @param unconfirmable who cannot say how far he is
 * @param named         some of the instances, first those that need a look
 */
record FleetReport(
        Position head,
        Map<Long, Sighting> sightings,
        Map<Whereabouts, Long> further,
        Map<Long, Instant> departed,
        List<Delivery> deliveries,
        Unconfirmable unconfirmable,
        List<NamedInstance> named) {

    /** How many instances one report tells apart. */
    static final int MOST_SIGHTINGS = 20_000;

    /** How many instances one report names at most. */
    static final int MOST_NAMED = 1_000;

    /** How many goodbyes one report tells, the newest ones, so that it can be sent. */
    static final int MOST_DEPARTED = 5_000;

    /** The report of a node on its own instances. */
    static FleetReport of(
            Position head,
            List<NamedInstance> instances,
            Map<Long, Instant> departed,
            List<Delivery> deliveries,
            Unconfirmable unconfirmable) {
        Map<Long, Sighting> sightings = new HashMap<>(instances.size() * 2);
        instances.forEach(each -> sightings.put(each.identity(), each.seen()));
        return new FleetReport(
                head, sightings, Map.of(), newest(departed), deliveries, unconfirmable, worst(instances, head));
    }

    /** Both reports in one. */
    FleetReport plus(FleetReport other) {
        Map<Long, Sighting> all = new HashMap<>(sightings);
        other.sightings.forEach((identity, seen) -> all.merge(identity, seen, Sighting::mergedWith));
        Map<Long, Instant> gone = new HashMap<>(departed);
        other.departed.forEach((identity, at) -> gone.merge(identity, at, FleetReport::later));
        all.forEach((identity, seen) -> gone.computeIfPresent(identity, (_, at) -> seen.endedBy(at) ? at : null));
        all.keySet().removeAll(gone.keySet());
        Map<Whereabouts, Long> counted = new HashMap<>(further);
        other.further.forEach((where, count) -> counted.merge(where, count, Long::sum));
        Position newest = newer(head, other.head);
        List<NamedInstance> worst = worst(named(all, gone.keySet(), other), newest);
        if (all.size() > MOST_SIGHTINGS) {
            all.values().forEach(seen -> counted.merge(seen.where(), 1L, Long::sum));
            all.clear();
            // Of those who are only counted nobody can be taken away any more.
            gone.clear();
        }
        return new FleetReport(
                newest,
                all,
                counted,
                newest(gone),
                merged(deliveries, other.deliveries),
                unconfirmable.plus(other.unconfirmable),
                worst);
    }

    /** The same report without times for these revisions. */
    FleetReport untimed(Set<Position> revisions) {
        List<Delivery> same = deliveries.stream()
                .map(each -> revisions.contains(each.position())
                        ? new Delivery(each.position(), each.at(), new DeliveryTimes())
                        : each)
                .toList();
        return new FleetReport(head, sightings, further, departed, same, unconfirmable, named);
    }

    /** The same report when nobody in it can be reached any more, as far as is known. */
    FleetReport cutOff() {
        Map<Long, Sighting> all = new HashMap<>(sightings);
        all.replaceAll((_, seen) -> seen.cutOff());
        Map<Whereabouts, Long> counted = new HashMap<>();
        further.forEach((where, count) -> counted.merge(where.withConnected(false), count, Long::sum));
        List<NamedInstance> same =
                named.stream().map(each -> each.with(each.seen().cutOff())).toList();
        return new FleetReport(head, all, counted, departed, deliveries, Unconfirmable.NOBODY, same);
    }

    /** Adds what instances can do that are not in the map. */
    void addCapabilitiesTo(Map<Long, Set<String>> told) {
        sightings.forEach((identity, seen) -> {
            if (!seen.capabilities().isEmpty()) {
                told.putIfAbsent(identity, seen.capabilities());
            }
        });
        told.keySet().removeAll(departed.keySet());
    }

    /** How many instances are how far. */
    Map<Whereabouts, Long> counts() {
        Map<Whereabouts, Long> counts = new HashMap<>(further);
        sightings.values().forEach(seen -> counts.merge(seen.where(), 1L, Long::sum));
        return counts;
    }

    /** How many streams are open, as far as each instance has one. */
    long streams() {
        return unconfirmable.streams()
                + counts().entrySet().stream()
                        .filter(each -> each.getKey().connected())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    /** Whether a stream of this instance is open. */
    boolean isConnected(String instance) {
        Sighting seen = sightings.get(Identity.of(instance));
        return seen != null && seen.where().connected();
    }

    /** Whether everybody has applied a position. */
    boolean isAt(Position wanted) {
        return counts().keySet().stream().allMatch(where -> where.against(wanted) == Standing.AT);
    }

    // What another node has heard later of an instance that both name, or only one does, is what counts.
    private Collection<NamedInstance> named(Map<Long, Sighting> newest, Set<Long> gone, FleetReport other) {
        Map<Long, NamedInstance> both = new LinkedHashMap<>();
        for (List<NamedInstance> each : List.of(named, other.named)) {
            each.forEach(one -> {
                Sighting seen = Objects.requireNonNullElse(newest.get(one.identity()), one.seen());
                both.merge(one.identity(), one.with(seen), NamedInstance::better);
            });
        }
        both.keySet().removeAll(gone);
        return both.values();
    }

    private static Map<Long, Instant> newest(Map<Long, Instant> departed) {
        if (departed.size() <= MOST_DEPARTED) {
            return departed;
        }
        return departed.entrySet().stream()
                .sorted(Map.Entry.<Long, Instant>comparingByValue().reversed())
                .limit(MOST_DEPARTED)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<NamedInstance> worst(Collection<NamedInstance> instances, Position head) {
        return instances.stream()
                .sorted(NamedInstance.worstFirst(head))
                .limit(MOST_NAMED)
                .toList();
    }

    // Of two epochs nobody can say by the positions alone which one is newer; the reader's own stays.
    private static Position newer(Position mine, Position other) {
        return mine.sharesEpochWith(other) && other.revision() > mine.revision() ? other : mine;
    }

    private static List<Delivery> merged(List<Delivery> some, List<Delivery> others) {
        Map<Position, Delivery> all = new LinkedHashMap<>();
        for (List<Delivery> each : List.of(some, others)) {
            each.forEach(delivery -> all.merge(delivery.position(), delivery.copy(), (one, other) -> {
                one.times().add(other.times());
                return one;
            }));
        }
        List<Delivery> newestFirst = new ArrayList<>(all.values());
        newestFirst.sort(Comparator.comparing(Delivery::at)
                .thenComparingLong(delivery -> delivery.position().revision())
                .reversed());
        return newestFirst.stream().limit(RecentRevisions.MOST).toList();
    }
}
