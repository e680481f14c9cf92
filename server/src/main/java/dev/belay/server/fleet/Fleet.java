package dev.belay.server.fleet;

import dev.belay.control.Audience;
import dev.belay.core.Value;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows who follows which flag set, and how far they are.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; answers from memory.
 */
public final class Fleet implements Audience, AutoCloseable {

    private final LedgerStore store;
    private final InstantSource clock;
    private final Map<LedgerId, FlagSetFleet> flagSets = new ConcurrentHashMap<>();
    private final Subscription subscription;

    /** Knows nobody yet, and follows what the store commits. */
    public Fleet(LedgerStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.subscription = store.subscribe(this::accept);
    }

    /**
     * Counts an open stream.
     *
     * @param id whose it is, or null if that is not said
     */
    public Presence arrived(LedgerId flagSet, @Nullable String id, String address) {
        FlagSetInstances instances = of(flagSet).instances();
        instances.opened(id, address, clock.instant());
        return new Presence(instances, id, clock);
    }

    /** Counts a client that asks for single answers. */
    public void asked(LedgerId flagSet, String key, String address) {
        of(flagSet).callers().note(key, address);
    }

    /** Takes a report over, and answers how long the newest revision took that the instance has moved to, if any. */
    Optional<Duration> report(LedgerId flagSet, Report report) {
        return of(flagSet).report(report);
    }

    /** Everything that is known of those who follow a flag set. */
    FleetReport report(LedgerId flagSet) {
        return of(flagSet).report(store.head(flagSet).position());
    }

    /** The same as a document, which a replica sends to its upstream as the member {@code fleet} of its own report. */
    public Value.StructureValue document(LedgerId flagSet) {
        return FleetReportFormat.write(report(flagSet));
    }

    /** The instances that this node has heard of. */
    List<NamedInstance> instances(LedgerId flagSet) {
        return of(flagSet).instances().instances(clock.instant());
    }

    /** How many streams are open here: of one instance, or all. */
    // The absence is a choice of the operator's, which is handed on.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public long streams(LedgerId flagSet, Optional<String> instance) {
        return of(flagSet).instances().streams(instance);
    }

    /** How many instances this node has heard of, about. */
    int size(LedgerId flagSet) {
        return of(flagSet).instances().size();
    }

    @Override
    public Collection<Set<String>> capabilities(LedgerId flagSet) {
        FlagSetFleet known = flagSets.get(flagSet);
        return known == null ? List.of() : known.instances().capabilities();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private FlagSetFleet of(LedgerId flagSet) {
        FlagSetFleet known = flagSets.get(flagSet);
        return known != null ? known : flagSets.computeIfAbsent(flagSet, this::create);
    }

    // A commit in between is told by the subscription, too, and counted once.
    private FlagSetFleet create(LedgerId flagSet) {
        FlagSetFleet fleet = new FlagSetFleet(flagSet.text(), clock);
        fleet.published(store.head(flagSet));
        return fleet;
    }

    private void accept(Commit commit) {
        commit.committed().forEach(this::published);
    }

    private void published(Committed committed) {
        FlagSetFleet known = flagSets.get(committed.ledger());
        if (known != null && committed.entry().isPresent()) {
            known.published(committed.after());
        }
    }
}
