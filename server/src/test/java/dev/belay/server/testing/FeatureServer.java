package dev.belay.server.testing;

import dev.belay.control.Audience;
import dev.belay.control.FlagSets;
import dev.belay.control.History;
import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.Scope;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.entry.Actor;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential.FlagSetKey;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyKind;
import dev.belay.server.access.SecretHash;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.Positions;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import dev.belay.server.http.WebServer;
import dev.belay.testkit.Epochs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A listener on a ledger in memory that answers for the features under test only.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class FeatureServer implements AutoCloseable {

    /** The flag set that keys are made for unless a test says otherwise. */
    public static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");

    /** Another flag set. */
    public static final LedgerId OTHERS = LedgerId.flagSet("shop", "staging");

    /** An administrator's token. */
    public static final String TOKEN = "the-token-of-the-operator-of-a-test";

    private static final Principal ADMINISTRATOR =
            new Principal(Principal.BOOTSTRAP, "test", "test", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE);
    private static final Authorship AUTHOR = Authorship.of(new Actor("token", "t-1", "ada"));

    private final Parts parts;
    private final WebServer web;
    private boolean running = true;

    /** What features are made of. */
    public record Parts(
            LedgerStore store,
            Access access,
            Credentials credentials,
            FlagSetAccess flagSets,
            Vertx vertx,
            InstantSource clock,
            PrometheusMeterRegistry metrics) {}

    private FeatureServer(Parts parts, List<Feature> features) throws IOException {
        this.parts = parts;
        Routes routes = new Routes(parts.access());
        features.forEach(feature -> feature.addTo(routes));
        web = WebServer.start(parts.vertx(), new WebServer.Settings("127.0.0.1", 0, Set.of()), routes.all(), 2);
    }

    /** Starts on a ledger that other servers may have used before. */
    public static FeatureServer start(LedgerStore store, Function<Parts, List<Feature>> features) {
        try {
            Parts parts = parts(store);
            return new FeatureServer(parts, features.apply(parts));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Two empty flag sets in memory. */
    public static LedgerStore store() {
        return store(new InMemoryJournal());
    }

    /** Two empty flag sets on an empty journal. */
    public static LedgerStore store(Journal journal) {
        LedgerStore store = SerialLedgerStore.open(journal, InstantSource.system(), new Epochs());
        store.commit(Proposal.of(_ ->
                List.of(Draft.creating(LedgerId.catalogue("shop")), Draft.creating(FLAGS), Draft.creating(OTHERS))));
        return store;
    }

    private static Parts parts(LedgerStore store) {
        Credentials credentials =
                new Credentials(new InMemoryCredentials(), InstantSource.system(), new SecureRandom());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new Parts(
                store,
                new Access(credentials, Optional.of(SecretHash.of(TOKEN)), metrics),
                credentials,
                new FlagSetAccess(
                        new FlagSets(store, InstantSource.system(), () -> "salt", Audience.NONE),
                        new History(store),
                        new Positions(store)),
                Vertx.vertx(),
                InstantSource.system(),
                metrics);
    }

    /** What the features were made of. */
    public Parts parts() {
        return parts;
    }

    /** The address of a path. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    /** A new key of {@link #FLAGS}. */
    public String key(KeyKind kind) {
        return make(FLAGS, kind).secret();
    }

    /** A new key of any flag set. */
    public Credentials.Made<FlagSetKey> make(LedgerId flagSet, KeyKind kind) {
        return parts.credentials()
                .makeKey(
                        "test",
                        kind,
                        flagSet.project().orElseThrow(),
                        flagSet.environment().orElseThrow(),
                        ADMINISTRATOR);
    }

    /** Appends one entry to {@link #FLAGS}. */
    public void append(String action, List<DraftChange> changes, Value.StructureValue links) {
        parts.store().commit(Proposal.of(_ -> List.of(new Draft.Append(FLAGS, AUTHOR, action, changes, links))));
    }

    /** Appends one entry that puts flags, given as documents; what they leave out is filled in. */
    public void putFlags(String... documents) {
        append("flags.put", List.of(documents).stream().map(FeatureServer::flag).toList(), Draft.NO_LINKS);
    }

    /** Appends one entry that puts a segment. */
    public void putSegment(String document) {
        Value value = SegmentFormat.write(SegmentFormat.read(Json.read(document)));
        Subject subject = Subject.segment(SegmentFormat.read(value).key());
        append("segment.put", List.of(DraftChange.put(subject, Document.of(value))), Draft.NO_LINKS);
    }

    private static DraftChange flag(String document) {
        var flag = FlagFormat.read(Json.read(document));
        return DraftChange.put(Subject.flag(flag.key()), Document.of(FlagFormat.write(flag)));
    }

    /** Stops listening and leaves the ledgers open; may be called again. */
    public void stop() {
        if (running) {
            running = false;
            web.close();
            var _ = parts.vertx().close();
        }
    }

    @Override
    public void close() {
        stop();
        parts.store().close();
    }
}
