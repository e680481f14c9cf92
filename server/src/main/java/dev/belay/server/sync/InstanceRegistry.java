package dev.belay.server.sync;

import dev.belay.control.Audience;
import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which instances were seen lately in each flag set. Bounded: when there are too many, those that were
 * silent the longest are forgotten, and whoever was silent for an hour is forgotten anyway.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class InstanceRegistry implements Audience {
    static final int MOST_INSTANCES = 20_000;
    static final Duration REMEMBERED = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<LedgerId, Seen> flagSets = new ConcurrentHashMap<>();

    /** Remembers nobody yet. */
    public InstanceRegistry(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes what an instance reports and answers the position that it had reported before. */
    Optional<Position> report(LedgerId flagSet, Instance instance) {
        return flagSets.computeIfAbsent(flagSet, _ -> new Seen()).put(instance);
    }

    /** The instances of a flag set, the one seen longest ago first. */
    List<Instance> instances(LedgerId flagSet) {
        Seen seen = flagSets.get(flagSet);
        return seen == null ? List.of() : seen.since(clock.instant().minus(REMEMBERED));
    }

    @Override
    public Collection<Set<String>> capabilities(LedgerId flagSet) {
        return instances(flagSet).stream()
                .map(Instance::capabilities)
                .filter(told -> !told.isEmpty())
                .toList();
    }

    private static final class Seen {
        private final LinkedHashMap<String, Instance> longestSilentFirst = new LinkedHashMap<>();

        synchronized Optional<Position> put(Instance instance) {
            Instance before = longestSilentFirst.remove(instance.instance());
            longestSilentFirst.put(instance.instance(), instance);
            if (longestSilentFirst.size() > MOST_INSTANCES) {
                longestSilentFirst.pollFirstEntry();
            }
            return before == null ? Optional.empty() : before.applied();
        }

        synchronized List<Instance> since(Instant earliest) {
            Iterator<Instance> each = longestSilentFirst.values().iterator();
            while (each.hasNext() && each.next().lastSeen().isBefore(earliest)) {
                each.remove();
            }
            return List.copyOf(longestSilentFirst.values());
        }
    }
}
