package dev.belay.server.replica;

import dev.belay.client.http.Endpoint;
import dev.belay.client.source.SystemTime;
import dev.belay.client.source.Time;
import dev.belay.client.stream.Step;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.server.access.Credential;
import dev.belay.server.access.CredentialStore;
import dev.belay.server.access.Credentials;
import dev.belay.server.health.Readiness;
import dev.belay.server.past.PastStates;
import dev.belay.server.sync.Freshness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of the flag sets that a replica serves, and what is known of how good they are.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; starting and closing are the assembling thread's.
 */
public final class Replica implements Freshness, FlagSetCopy.Owner, AutoCloseable {

    /** How long a key that was revoked upstream is accepted at most, while the upstream can be reached. */
    public static final Duration KEY_POLL = Duration.ofSeconds(5);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How soon the log says that a copy is older than allowed. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    /** For one state before the newest, all its members included. */
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(1);

    private final Settings settings;
    private final MeterRegistry metrics;
    private final Time time = new SystemTime();
    private final CopyAge age;
    private final CopyFiles files;
    private final ReplicaStore store;
    private final OlderStates past;
    private final Map<LedgerId, FlagSetCopy> owners = new ConcurrentHashMap<>();
    private final List<FlagSetCopy> copies = new CopyOnWriteArrayList<>();
    private volatile @Nullable Credentials credentials;
    private volatile @Nullable FleetUplink uplink;
    private volatile Runnable standing = () -> {};
    private volatile BiConsumer<LedgerId, Optional<String>> resync = (_, _) -> {};
    private boolean closed;

    /**
     * What a replica copies, and where to.
     *
     * @param upstream where the server is that decides, or another replica
     * @param keys     a replica key of each flag set
     * @param folder   where copies survive a restart, if anywhere; it must exist
     * @param mostAge  how old a copy may become before the replica is no longer ready; empty for any age
     * @param poll     how often the upstream is asked for keys
     * @param trustPins whether back ends are answered at the position that their requests bring
     */
    public record Settings(
            URI upstream,
            List<String> keys,
            Optional<Path> folder,
            Optional<Duration> mostAge,
            Duration poll,
            boolean trustPins) {

        /** Copies the keys. */
        public Settings {
            keys = List.copyOf(keys);
        }

        /** Tells no key. */
        @Override
        public String toString() {
            return "Settings[upstream=" + upstream + ", " + keys.size() + " keys]";
        }
    }

    /**
     * A replica that has not been started.
     *
     * @throws IllegalArgumentException if the upstream is not the address of a server, or a key cannot be sent
     */
    public Replica(Settings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.age = new CopyAge(settings.mostAge());
        this.files = new CopyFiles(settings.folder(), time);
        this.store = new ReplicaStore(settings.upstream());
        this.past = new OlderStates(store, this::fetch, LONGEST_FETCH);
        settings.keys().forEach(key -> copies.add(copy(key, Optional.empty())));
    }

    /** Whether a folder is one where a replica keeps copies. */
    public static boolean hasCopiesIn(Path folder) {
        return CopyFiles.areIn(folder);
    }

    private FlagSetCopy copy(String key, Optional<FlagSetCopy.Handover> handover) {
        return new FlagSetCopy(
                new FlagSetCopy.Parts(
                        Endpoint.of(settings.upstream(), key, CONNECT),
                        files.state(key),
                        files.keys(key),
                        time,
                        settings.poll(),
                        handover),
                this);
    }

    /** The copies, for features that read ledgers. */
    public LedgerStore store() {
        return store;
    }

    /** States of the flag sets before the newest; those that are not here are asked of the upstream. */
    public PastStates past() {
        return past;
    }

    private LedgerState fetch(LedgerId flagSet, Position position) throws InterruptedException {
        FlagSetCopy copy = owners.get(flagSet);
        if (copy == null) {
            throw new UnknownLedgerException(flagSet);
        }
        return copy.fetch(flagSet, position, store.head(flagSet));
    }

    /** The keys by which readers are recognised. */
    public CredentialStore keys() {
        return new CopiedKeys(this::validKeys);
    }

    private List<Credential> validKeys() {
        return copies.stream()
                .filter(this::tellsKeys)
                .flatMap(copy -> copy.keys().stream())
                .<Credential>flatMap(list -> list.keys().stream())
                .toList();
    }

    /** A copy that takes over for another one asks for the keys first; until then those count that the other had. */
    private boolean tellsKeys(FlagSetCopy copy) {
        FlagSetCopy first = ownerBeside(copy).orElse(copy);
        return first.equals(copy) || first.keys().isEmpty();
    }

    /**
     * Begins to follow.
     *
     * @param recognised told of keys that come and go
     * @param onStanding run whenever a copy is cut off or no longer; must be quick
     * @param onResync   run when one instance, or all, of a flag set are to fetch a snapshot; must be quick
     * @param fleet      what is known of those who follow a flag set here, for the upstream
     */
    public void start(
            Credentials recognised,
            Runnable onStanding,
            BiConsumer<LedgerId, Optional<String>> onResync,
            Function<LedgerId, Value.StructureValue> fleet) {
        credentials = recognised;
        standing = onStanding;
        resync = onResync;
        copies.forEach(FlagSetCopy::start);
        time.every(BETWEEN_LOOKS, this::noteAges);
        FleetUplink begun = new FleetUplink(copies, fleet);
        begun.start();
        uplink = begun;
    }

    @Override
    public Optional<Duration> age(LedgerId flagSet) {
        return Optional.ofNullable(owners.get(flagSet))
                .filter(FlagSetCopy::isAway)
                .map(copy -> copy.sinceConfirmed().orElse(Duration.ZERO));
    }

    /** Since when changes to a flag set have been here as they were made; far ahead if they may not be. */
    public Instant followedSince(LedgerId flagSet) {
        FlagSetCopy copy = owners.get(flagSet);
        return copy == null ? Instant.MAX : copy.followedSince();
    }

    /** Ready as soon as every flag set is there, and as long as none is older than allowed. */
    public Readiness readiness() {
        return age.readiness(copies.stream().filter(this::isInUse).toList());
    }

    /**
     * What to say to somebody whose key is not known.
     *
     * @param refused what is said when all keys are known
     */
    public RefusedException unknownKey(RefusedException refused) {
        return copies.stream().filter(this::isInUse).allMatch(FlagSetCopy::isComplete)
                ? refused
                : new RefusedException(
                        ProblemName.STORE_UNAVAILABLE,
                        "This replica does not have a copy of every flag set yet, so that it may not know the key;"
                                + " try again in a moment");
    }

    /** The refusal of what only the server upstream may decide, or can tell. */
    public RefusedException readOnly() {
        return new RefusedException(
                ProblemName.READ_ONLY,
                "This is a replica, which serves applications and decides nothing; send this to its upstream, "
                        + settings.upstream() + ", or if that is a replica itself, to the server that decides",
                List.of(),
                Map.of("upstream", Value.of(settings.upstream().toString())));
    }

    @Override
    public boolean claims(LedgerId flagSet, FlagSetCopy copy) {
        FlagSetCopy before = owners.get(flagSet);
        owners.compute(flagSet, (_, first) -> first == null ? copy : successor(first, copy));
        if (before == null) {
            measure(flagSet);
        }
        return copy.equals(owners.get(flagSet));
    }

    private static FlagSetCopy successor(FlagSetCopy first, FlagSetCopy copy) {
        return !first.equals(copy) && first.isRefused() ? copy.inPlaceOf(first) : first;
    }

    /** Lets the copies that wait behind this one begin; the first that the upstream accepts takes over. */
    @Override
    public synchronized void refused(LedgerId flagSet, FlagSetCopy copy) {
        if (closed || !copy.equals(owners.get(flagSet))) {
            return;
        }
        for (int index = 0; index < copies.size(); index++) {
            if (copies.get(index).duplicateOf().filter(flagSet::equals).isPresent()) {
                LOG.info(
                        "replica.takes-over flagSet={} message=\"the key that it was followed with is refused\"",
                        flagSet);
                String key = settings.keys().get(index);
                // What is on disk of it is older than what is served.
                files.forget(key);
                FlagSetCopy again = copy(key, Optional.of(copy.handOver(flagSet)));
                copies.set(index, again);
                again.start();
            }
        }
    }

    @Override
    public void applied(LedgerId flagSet, Step step) {
        if (step.whole()) {
            past.forget(flagSet);
        }
        store.apply(flagSet, step);
    }

    @Override
    public void keysChanged() {
        Credentials recognised = credentials;
        if (recognised != null) {
            recognised.refresh();
        }
    }

    @Override
    public void resynchronise(LedgerId flagSet, Optional<String> instance) {
        resync.accept(flagSet, instance);
    }

    @Override
    public void standingChanged() {
        standing.run();
    }

    @Override
    public synchronized void close() {
        closed = true;
        FleetUplink begun = uplink;
        if (begun != null) {
            begun.close();
        }
        copies.forEach(FlagSetCopy::close);
        time.close();
    }

    private void measure(LedgerId flagSet) {
        Gauge.builder(
                        "belay.replica.age",
                        owners,
                        all -> Optional.ofNullable(all.get(flagSet))
                                .flatMap(FlagSetCopy::sinceConfirmed)
                                .map(age -> age.toMillis() / 1e3)
                                .orElse(Double.NaN))
                .description("How long ago the copy of a flag set was last known to be at the upstream's head")
                .baseUnit("seconds")
                .tag("flag_set", flagSet.text())
                .register(metrics);
        Gauge.builder("belay.replica.key", owners, all -> 1.0 + copies.indexOf(all.get(flagSet)))
                .description("Which of the replica's keys, counted from 1, a flag set is followed with")
                .tag("flag_set", flagSet.text())
                .register(metrics);
    }

    private void noteAges() {
        copies.stream().filter(this::isInUse).filter(FlagSetCopy::isComplete).forEach(copy -> copy.noteAge(age));
    }

    @Override
    public boolean isInUse(FlagSetCopy copy) {
        return !copy.isDuplicate() && ownerBeside(copy).isEmpty();
    }

    /** The other copy by which the flag set of this one is followed now. */
    private Optional<FlagSetCopy> ownerBeside(FlagSetCopy copy) {
        return copy.flagSetOrExpected()
                .flatMap(flagSet -> Optional.ofNullable(owners.get(flagSet)))
                .filter(first -> !first.equals(copy));
    }
}
