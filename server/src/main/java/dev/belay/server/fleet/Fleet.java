package dev.belay.server.fleet;

import dev.belay.control.Audience;
import dev.belay.core.Value;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows who follows which flag set, and how far they are.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; answers from memory.
 */
public final class Fleet implements Audience, AutoCloseable {

    /** How many instances a replica names to its upstream. */
    private static final int NAMED_UPSTREAM = 50;

    private final LedgerStore store;
    private final InstantSource clock;
    private final Function<LedgerId, Instant> followed;
    private final Map<LedgerId, FlagSetFleet> flagSets = new ConcurrentHashMap<>();
    private final AtomicLong heard = new AtomicLong();
    private volatile Map<LedgerId, Map<String, NodeReport>> others = Map.of();
    private volatile Runnable onNews = () -> {};
    private final Map<LedgerId, SharedReport> shared = new ConcurrentHashMap<>();
    private final Subscription subscription;

    /** Knows nobody yet, and follows what the store commits, which is there as soon as it is made. */
    public Fleet(LedgerStore store, InstantSource clock) {
        this(store, clock, _ -> Instant.MIN);
    }

    /**
     * The same for a store that may lag behind.
     *
     * @param followed since when a flag set's entries have been there as they were made; those from before say nothing
     *     about how fast changes travel
     */
    public Fleet(LedgerStore store, InstantSource clock, Function<LedgerId, Instant> followed) {
        this.store = store;
        this.clock = clock;
        this.followed = followed;
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
        of(flagSet).asked(key, address);
    }

    /** Takes a report over, and answers how long the newest revision took that the instance has moved to, if any. */
    Optional<Duration> report(LedgerId flagSet, Report report) {
        return of(flagSet).report(report);
    }

    /** Everything that is known of those who follow a flag set, at whichever node. */
    FleetReport report(LedgerId flagSet) {
        return of(flagSet).report(store.head(flagSet).position(), elsewhere(flagSet));
    }

    /** What this node itself has heard, for others. */
    NodeReport own(LedgerId flagSet) {
        return of(flagSet).own(store.head(flagSet).position());
    }

    /** The flag sets whose followers this node has heard of, and how much. */
    Map<LedgerId, Changes.Count> counts() {
        Map<LedgerId, Changes.Count> counts = new HashMap<>();
        flagSets.forEach((flagSet, fleet) -> counts.put(flagSet, fleet.count()));
        return counts;
    }

    /** A number that changes whenever the report of a flag set may do so because of somebody's word. */
    long changes(LedgerId flagSet) {
        Changes.Count here = of(flagSet).count();
        return here.news() + here.signs() + heard.get();
    }

    /**
     * Takes over what other nodes know, in place of what they had said before.
     *
     * @param told for each flag set the reports of nodes, by the nodes' names
     */
    void takeOver(Map<LedgerId, Map<String, NodeReport>> told) {
        others = Map.copyOf(told);
        heard.incrementAndGet();
    }

    /** Has something quick run after each change here that others may wait for. */
    void onNews(Runnable action) {
        onNews = action;
    }

    /** The reports for all who wait for the same flag set. */
    SharedReport shared(LedgerId flagSet) {
        return shared.computeIfAbsent(
                flagSet, _ -> new SharedReport(() -> report(flagSet), () -> changes(flagSet), System::nanoTime));
    }

    /** The same as a document, which a replica sends to its upstream as the member {@code fleet} of its own report. */
    public Value.StructureValue document(LedgerId flagSet) {
        return FleetReportFormat.write(report(flagSet), NAMED_UPSTREAM);
    }

    /** The instances that this node has heard of. */
    List<NamedInstance> instances(LedgerId flagSet) {
        return of(flagSet).instances().instances(clock.instant());
    }

    /** How many streams are open, of one instance or all: those here, and those that others are known to have. */
    // The absence is a choice of the operator's, which is handed on.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public long streams(LedgerId flagSet, Optional<String> instance) {
        long here = of(flagSet).instances().streams(instance);
        FleetReport all = report(flagSet);
        return instance.isPresent()
                ? Math.max(here, all.isConnected(instance.get()) ? 1 : 0)
                : Math.max(here, all.streams());
    }

    /** How many instances this node has heard of, about. */
    int size(LedgerId flagSet) {
        return of(flagSet).instances().size();
    }

    @Override
    public Collection<Set<String>> capabilities(LedgerId flagSet) {
        return store.exists(flagSet) ? of(flagSet).capabilities(elsewhere(flagSet)) : List.of();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private Collection<NodeReport> elsewhere(LedgerId flagSet) {
        return others.getOrDefault(flagSet, Map.of()).values();
    }

    private FlagSetFleet of(LedgerId flagSet) {
        FlagSetFleet known = flagSets.get(flagSet);
        return known != null ? known : flagSets.computeIfAbsent(flagSet, this::create);
    }

    // A commit in between is told by the subscription, too, and counted once.
    private FlagSetFleet create(LedgerId flagSet) {
        FlagSetFleet fleet = new FlagSetFleet(flagSet.text(), clock, new Changes(() -> onNews.run()));
        fleet.published(store.head(flagSet), followed.apply(flagSet));
        return fleet;
    }

    private void accept(Commit commit) {
        commit.committed().forEach(this::published);
    }

    private void published(Committed committed) {
        FlagSetFleet known = flagSets.get(committed.ledger());
        if (known != null && committed.entry().isPresent()) {
            known.published(committed.after(), followed.apply(committed.ledger()));
        }
    }
}
