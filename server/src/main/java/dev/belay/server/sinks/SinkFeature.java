package dev.belay.server.sinks;

import dev.belay.control.FlagSets;
import dev.belay.control.Projects;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.secrets.SecretBox;
import dev.belay.server.sinks.announce.Announcer;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.kafka.KafkaType;
import dev.belay.server.sinks.nats.NatsType;
import dev.belay.server.sinks.redis.RedisType;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.SinkStore;
import dev.belay.server.sinks.storage.UndeliverableStore;
import dev.belay.server.sinks.webhook.WebhookType;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Announces changes to other systems, and lets administrators say to which.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SinkFeature implements Feature, AutoCloseable {

    private final Announcer announcer;
    private final SinkRoutes routes;
    private final Hold hold;

    /**
     * What it works on.
     *
     * @param database where sinks are kept
     */
    public record Parts(
            LedgerStore store,
            FlagSets flagSets,
            Projects projects,
            OperationsDatabase database,
            Settings settings,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry metrics,
            SecureRandom random) {}

    /**
     * What the operator of a server decides.
     *
     * @param secrets encrypts what sinks need to keep secret; without one, only sinks without secrets can be made
     * @param reach   which addresses sinks may deliver to
     * @param kinds   the words of the kinds of sinks that may be made and are delivered
     * @param first   how long to wait after a sink's first failure
     */
    public record Settings(Optional<SecretBox> secrets, Reach reach, Set<String> kinds, Duration first) {

        /** Every kind there is. */
        public static final Set<String> EVERY_KIND = Set.of("webhook", "redis", "nats", "kafka");

        /** No key to secrets, and sinks of every kind to any address. */
        public static final Settings DEFAULT =
                new Settings(Optional.empty(), Reach.ANYWHERE, EVERY_KIND, Announcer.Parts.FIRST_PAUSE);

        /** The same with a key to secrets, if there is one. */
        // A server on PostgreSQL may have been given none.
        @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
        public Settings withSecrets(Optional<SecretBox> box) {
            return new Settings(box, reach, kinds, first);
        }

        /** The same with other addresses. */
        public Settings withReach(Reach other) {
            return new Settings(secrets, other, kinds, first);
        }

        /** The same with other kinds. */
        public Settings withKinds(Set<String> words) {
            return new Settings(secrets, reach, Set.copyOf(words), first);
        }

        /** The same with another pause. */
        public Settings withFirstPause(Duration pause) {
            return new Settings(secrets, reach, kinds, pause);
        }
    }

    /** Starts to announce. */
    public SinkFeature(Parts parts) {
        OperationsDatabase database = parts.database();
        SinkStore sinks = new SinkStore(database);
        CursorStore cursors = new CursorStore(database);
        hold = new CursorHold(sinks, cursors);
        UndeliverableStore undeliverable = new UndeliverableStore(database);
        SinkTypes types = new SinkTypes(types(parts), parts.settings().secrets());
        String node = Long.toHexString(parts.random().nextLong() | Long.MIN_VALUE);
        announcer = Announcer.start(new Announcer.Parts(
                parts.store(),
                sinks,
                cursors,
                undeliverable,
                new Leases(database, node, database.dialect() == Dialect.SQLITE, System::nanoTime),
                types::open,
                parts.clock(),
                parts.metrics(),
                parts.settings().first()));
        routes = new SinkRoutes(
                new SinkAdministration(
                        parts.store(),
                        parts.flagSets(),
                        parts.projects(),
                        sinks,
                        cursors,
                        undeliverable,
                        types,
                        announcer,
                        parts.clock(),
                        parts.random()),
                new SinkValues(parts.store(), cursors, undeliverable));
    }

    private static List<SinkType> types(Parts parts) {
        Reach reach = parts.settings().reach();
        return Stream.of(
                        new WebhookType(parts.vertx(), parts.clock(), reach),
                        new RedisType(reach),
                        new NatsType(reach),
                        new KafkaType(reach))
                .filter(type -> parts.settings().kinds().contains(type.word()))
                .toList();
    }

    /** What waits for a person, in a sentence each. */
    public List<String> blocked() {
        return announcer.blocked();
    }

    /** Keeps what sinks have not announced. */
    public Hold hold() {
        return hold;
    }

    @Override
    public void addTo(Routes all) {
        routes.addTo(all);
    }

    /** Stops to announce, once what is under way has ended. */
    @Override
    public void close() {
        announcer.close();
    }
}
