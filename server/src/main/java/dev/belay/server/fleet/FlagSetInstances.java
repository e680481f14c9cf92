package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The instances that were seen lately in one flag set. Bounded: when there are too many, those that were silent the
 * longest are forgotten, and whoever has no stream and was silent for an hour is forgotten anyway.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class FlagSetInstances {

    static final int MOST_INSTANCES = 20_000;
    static final Duration REMEMBERED = Duration.ofHours(1);

    /** How long after a goodbye a report may still be on its way, on another connection. */
    static final Duration STRAGGLES = Duration.ofSeconds(5);

    private static final int MOST_SHARED = 1_000;

    private final LinkedHashMap<String, Known> longestSilentFirst = new LinkedHashMap<>();

    private final LinkedHashMap<Long, Instant> departed = new LinkedHashMap<>();

    /** What instances of one release say alike, and the positions that they are at: kept once. */
    private final Map<Object, Object> shared = new HashMap<>();

    private final Changes changes;

    private long namelessStreams;

    /** @param changes told of everything that happens */
    FlagSetInstances(Changes changes) {
        this.changes = changes;
    }

    /** What an instance had applied when it last said so. */
    synchronized Optional<Position> applied(String id) {
        return Optional.ofNullable(longestSilentFirst.get(id))
                .flatMap(known -> known.seen.where().applied());
    }

    /** Notes what an instance says. */
    synchronized void report(Instance told, Whereabouts where, Instant now) {
        Instant goodbye = departed.get(Identity.of(told.id()));
        if (goodbye != null && !now.isAfter(goodbye.plus(STRAGGLES))) {
            return;
        }
        departed.remove(Identity.of(told.id()));
        Known before = longestSilentFirst.remove(told.id());
        int open = before == null ? 0 : before.streams;
        Instance instance = before == null ? told : told.withCapabilitiesOf(before.instance);
        long identity = before == null ? Identity.of(told.id()) : before.identity;
        Instance kept = kept(instance);
        Whereabouts seen = shared(where.withConnected(open > 0));
        Instant connected = before == null ? Instant.MAX : before.connected;
        put(new Known(identity, kept, new Sighting(seen, now, kept.capabilities()), open, connected));
        changes.note(before == null || !before.seen.where().equals(seen));
    }

    /** Forgets an instance that says goodbye, and remembers that it did: other nodes may know it, too. */
    synchronized void forget(String id, Instant now) {
        changes.note(true);
        longestSilentFirst.remove(id);
        departed.put(Identity.of(id), now);
        if (departed.size() > MOST_INSTANCES) {
            departed.pollFirstEntry();
        }
    }

    /** Who said goodbye lately, and when. */
    synchronized Map<Long, Instant> departed(Instant now) {
        departed.values().removeIf(at -> at.isBefore(now.minus(REMEMBERED)));
        return Map.copyOf(departed);
    }

    /** Notes that a stream was opened, by an instance if it has said so. */
    synchronized void opened(@Nullable String id, String address, Instant now) {
        changes.note(true);
        if (id == null) {
            namelessStreams++;
            return;
        }
        // Whoever opens a stream is back.
        departed.remove(Identity.of(id));
        Known before = longestSilentFirst.get(id);
        if (before == null) {
            put(new Known(Identity.of(id), Instance.unknown(id, address), new Sighting(Whereabouts.NEW, now), 1, now));
        } else {
            longestSilentFirst.put(id, before.withStreams(before.streams + 1, now, now));
        }
    }

    /** Notes that a stream is gone. */
    synchronized void closed(@Nullable String id, Instant now) {
        changes.note(true);
        if (id == null) {
            namelessStreams--;
            return;
        }
        Known before = longestSilentFirst.get(id);
        if (before != null) {
            longestSilentFirst.put(id, before.withStreams(Math.max(0, before.streams - 1), before.connected, now));
        }
    }

    /** Since when an instance has had its newest stream here; empty if it has none. */
    synchronized Optional<Instant> connectedSince(String id) {
        return Optional.ofNullable(longestSilentFirst.get(id))
                .filter(known -> known.streams > 0)
                .map(Known::connected);
    }

    /** Everyone who is remembered. */
    synchronized List<NamedInstance> instances(Instant now) {
        Instant earliest = now.minus(REMEMBERED);
        longestSilentFirst
                .values()
                .removeIf(known -> known.streams == 0 && known.seen.at().isBefore(earliest));
        List<NamedInstance> all = new ArrayList<>(longestSilentFirst.size());
        longestSilentFirst
                .values()
                .forEach(known -> all.add(new NamedInstance(known.identity, known.instance, known.seen)));
        return all;
    }

    /** How many there are, about. */
    synchronized int size() {
        return longestSilentFirst.size();
    }

    /** How many streams are open: of one instance, or all. */
    // The absence is a choice of the operator's, which is handed on.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    synchronized long streams(Optional<String> instance) {
        if (instance.isPresent()) {
            Known known = longestSilentFirst.get(instance.get());
            return known == null ? 0 : known.streams;
        }
        return namelessStreams
                + longestSilentFirst.values().stream()
                        .mapToLong(known -> known.streams)
                        .sum();
    }

    /** How many streams are open of which it is not known whose they are. */
    synchronized long namelessStreams() {
        return namelessStreams;
    }

    /** What each of those can do who have told, by their identities. */
    synchronized Map<Long, Set<String>> capabilities() {
        Map<Long, Set<String>> told = new HashMap<>();
        longestSilentFirst.values().forEach(known -> {
            if (!known.seen.capabilities().isEmpty()) {
                told.put(known.identity, known.seen.capabilities());
            }
        });
        return told;
    }

    private void put(Known known) {
        longestSilentFirst.put(known.instance.id(), known);
        if (longestSilentFirst.size() > MOST_INSTANCES) {
            longestSilentFirst.pollFirstEntry();
        }
    }

    private Instance kept(Instance instance) {
        return new Instance(
                instance.id(),
                shared(instance.application()),
                shared(instance.version()),
                shared(instance.sdk()),
                instance.host(),
                instance.address(),
                shared(instance.capabilities()));
    }

    // What is equal to a key is of its type.
    @SuppressWarnings("unchecked")
    private <T> T shared(T value) {
        if (shared.size() > MOST_SHARED) {
            shared.clear();
        }
        return (T) shared.computeIfAbsent(value, same -> same);
    }

    /**
     * One instance.
     *
     * @param streams   how many are open
     * @param connected when the newest was opened, which means nothing while none is
     */
    private record Known(long identity, Instance instance, Sighting seen, int streams, Instant connected) {

        /** The moment counts as the last sign of life: when the last stream went is what people ask for. */
        Known withStreams(int open, Instant since, Instant now) {
            Whereabouts where = seen.where().withConnected(open > 0);
            return new Known(identity, instance, new Sighting(where, now, seen.capabilities()), open, since);
        }
    }
}
