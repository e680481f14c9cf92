package dev.belay.server.replica;

import dev.belay.client.cache.DiskCache;
import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Health;
import dev.belay.client.source.Signal;
import dev.belay.client.source.Time;
import dev.belay.client.stream.Fallback;
import dev.belay.client.stream.Instance;
import dev.belay.client.stream.Step;
import dev.belay.client.stream.Steps;
import dev.belay.client.stream.StreamSource;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.server.access.KeyList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one flag set of the upstream with one replica key: its states, and the keys of its readers.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class FlagSetCopy implements Steps, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    /**
     * How long an upstream that cannot be reached is left alone: many wait for one replica, and it asks for keys as often
     * anyway.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Stands for "never". */
    private static final Instant NEVER = Instant.EPOCH;

    /** Entries are older than that, whenever they were made. */
    private static final Instant NOT_FOLLOWED = Instant.MAX;

    private final Owner owner;
    private final Time time;
    private final StreamSource source;
    private final ReaderKeys keys;
    private final FleetReports reports;
    private final UpstreamStates older;
    private final Optional<Handover> handover;

    /** Another one as soon as this copy goes on in the place of another. */
    private volatile StandingLog log;

    private volatile @Nullable LedgerId flagSet;
    private volatile Instant confirmedBefore = NEVER;
    private volatile Instant followedSince = NOT_FOLLOWED;
    private volatile @Nullable LedgerId duplicateOf;
    private volatile boolean complete;

    /** What a copy tells, and asks. Called on the copy's own threads. */
    interface Owner {
        /** Whether the flag set is this copy's to follow; no other copy follows it from now on. */
        boolean claims(LedgerId flagSet, FlagSetCopy copy);

        /** Whether no other copy brings the flag set of this one, or brought it until now. */
        boolean isInUse(FlagSetCopy copy);

        /** The flag set has moved. */
        void applied(LedgerId flagSet, Step step);

        /** Other keys are valid than before. */
        void keysChanged();

        /** Those who follow the flag set here are to fetch a snapshot: one instance, or all. */
        void resynchronise(LedgerId flagSet, Optional<String> instance);

        /** The copy is cut off, or no longer. */
        void standingChanged();

        /** The upstream does not accept the copy's key, perhaps for good. */
        void refused(LedgerId flagSet, FlagSetCopy copy);
    }

    /**
     * What a copy is made of.
     *
     * @param endpoint the upstream, for the holder of the replica key
     * @param cache    where states survive a restart, if anywhere
     * @param file     where the hashes of keys do
     * @param poll     how often the upstream is asked for keys
     * @param handover what it is to go on with, if its key is to take the place of another one
     */
    record Parts(
            Endpoint endpoint,
            Optional<DiskCache> cache,
            Optional<KeyFile> file,
            Time time,
            Duration poll,
            Optional<Handover> handover) {}

    /**
     * What a copy with another key of the same flag set leaves to the one that takes over.
     *
     * @param confirmedAt when it was last known to be the newest
     * @param complete    whether it could be served
     */
    record Handover(LedgerId flagSet, Instant confirmedAt, boolean complete) {}

    FlagSetCopy(Parts parts, Owner owner) {
        this.owner = owner;
        this.handover = parts.handover();
        this.complete = handover.filter(Handover::complete).isPresent();
        this.time = parts.time();
        this.log = new StandingLog(time::nanos);
        Instance instance = new Instance(UUID.randomUUID().toString(), "belay-replica", "", "belay-replica", "");
        this.reports = new FleetReports(parts.endpoint(), instance, time);
        this.older = new UpstreamStates(parts.endpoint(), time);
        Signal signal = new Signal();
        signal.before(this::look);
        this.source = new StreamSource(new StreamSource.Parts(
                parts.endpoint(),
                instance,
                parts.cache(),
                Fallback.NONE,
                time,
                () -> ThreadLocalRandom.current().nextDouble(),
                LONGEST_WAIT,
                signal,
                this));
        this.keys = new ReaderKeys(
                new UpstreamKeys(parts.endpoint()), parts.file(), parts.poll(), this::confirmedAt, this::keysRead);
    }

    void start() {
        Instant kept = keys.load();
        confirmedBefore = handover.map(Handover::confirmedAt).orElse(kept);
        source.start();
        keys.start();
        older.start();
    }

    /** The flag set, once it is known. */
    Optional<LedgerId> flagSet() {
        return Optional.ofNullable(flagSet);
    }

    /** The flag set, once it is known, or until then the one to be taken over. */
    Optional<LedgerId> flagSetOrExpected() {
        return flagSet().or(() -> handover.map(Handover::flagSet));
    }

    /** What another copy needs to take over; only of one whose flag set is known. */
    Handover handOver(LedgerId known) {
        return new Handover(known, confirmedAt(), isComplete());
    }

    /** Goes on in the place of another copy of the flag set, and tells the log how what that one told goes on. */
    FlagSetCopy inPlaceOf(FlagSetCopy other) {
        log = other.log;
        return this;
    }

    /** Whether the flag set can be served, and those recognised who may ask for it. */
    boolean isComplete() {
        return complete;
    }

    /** The keys of the flag set, once it can be served. */
    Optional<KeyList> keys() {
        return flagSet == null ? Optional.empty() : keys.list();
    }

    /** How long ago the copy was last known to be the newest; empty if it never was. */
    Optional<Duration> sinceConfirmed() {
        Instant confirmed = confirmedAt();
        Duration since = Duration.between(confirmed, time.now());
        return confirmed.equals(NEVER) ? Optional.empty() : Optional.of(since.isNegative() ? Duration.ZERO : since);
    }

    /** Tells the upstream what is known of those who follow the flag set here; not while it is away. */
    void report(Value.StructureValue fleet) {
        LedgerState state = source.state();
        if (state != null && !isAway() && !isDuplicate()) {
            reports.send(fleet, state);
        }
    }

    /**
     * The state at a position before those that are kept here, from the upstream; blocks.
     *
     * @param head the newest state here
     * @throws dev.belay.control.RefusedException if it cannot be had
     * @throws InterruptedException if the thread is interrupted
     */
    LedgerState fetch(LedgerId of, Position position, LedgerState head) throws InterruptedException {
        return older.fetch(of, position, head);
    }

    /** Whether another key brings the same flag set, so that this one is closed and not needed as long as that works. */
    boolean isDuplicate() {
        return duplicateOf != null;
    }

    /** The flag set that another key brings, too. */
    Optional<LedgerId> duplicateOf() {
        return Optional.ofNullable(duplicateOf);
    }

    /** Whether the upstream does not accept the key. */
    boolean isRefused() {
        return source.health().phase() == Health.Phase.FATAL;
    }

    /** Whether newer states may exist. */
    boolean isAway() {
        return source.health().phase() != Health.Phase.READY;
    }

    /** Since when it has been the newest without a break, to the millisecond, as entries are; far ahead if it is not. */
    Instant followedSince() {
        return followedSince;
    }

    /** Tells the log when the copy becomes older than allowed, and when it is no longer. */
    void noteAge(CopyAge allowed) {
        allowed.most().ifPresent(most -> log.age(facts(), allowed.isTooOld(this), most));
    }

    /** What keeps the copy from being complete and the newest. */
    String trouble() {
        String ofKeys = keys.trouble();
        return isAway() || ofKeys.isEmpty() ? source.health().message() : ofKeys;
    }

    @Override
    public void close() {
        keys.close();
        source.close();
    }

    @Override
    public void keysChanged() {
        keys.askNow();
    }

    @Override
    public void resynchronise(Optional<String> instance) {
        flagSet().ifPresent(known -> owner.resynchronise(known, instance));
    }

    @Override
    public void applied(Step step) {
        LedgerId named = LedgerId.parse(step.known().flagSet());
        if (!owner.claims(named, this)) {
            LOG.info("replica.duplicate flagSet={} message=\"two keys are of this flag set; this one waits\"", named);
            duplicateOf = named;
            close();
            return;
        }
        boolean first = flagSet == null;
        owner.applied(named, step);
        flagSet = named;
        if (first) {
            keysRead();
        }
    }

    /** Complete is only what has been passed on, so that nobody is refused in between. */
    private void keysRead() {
        boolean all = keys().isPresent();
        owner.keysChanged();
        complete = complete || all;
    }

    private Instant confirmedAt() {
        Instant confirmed = source.health().confirmedAt();
        return confirmed == null || confirmed.isBefore(confirmedBefore) ? confirmedBefore : confirmed;
    }

    /** Tells when the copy is cut off, and why, and when it is no longer. */
    private void look() {
        LedgerId own = flagSet;
        if (own != null && isRefused()) {
            owner.refused(own, this);
        }
        Health health = source.health();
        boolean away = health.phase() != Health.Phase.READY;
        if (away) {
            followedSince = NOT_FOLLOWED;
        } else if (followedSince.equals(NOT_FOLLOWED)) {
            followedSince = time.now().truncatedTo(ChronoUnit.MILLIS);
        }
        if (source.settled() && changesStanding(away, health.message())) {
            // Word of keys may have been missed meanwhile.
            keys.askNow();
            owner.standingChanged();
        }
    }

    /** Of copies that tell the same log only the one in use has a say, and it has the last word when another takes over. */
    private boolean changesStanding(boolean away, String why) {
        StandingLog told = log;
        synchronized (told) {
            return owner.isInUse(this) && (away ? told.away(facts(), why) : told.back(facts()));
        }
    }

    private StandingLog.Facts facts() {
        return new StandingLog.Facts(
                flagSetOrExpected(), Optional.ofNullable(source.health().position()), sinceConfirmed());
    }
}
