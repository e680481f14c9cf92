package dev.belay.server.sync;

import dev.belay.control.FlagSets;
import dev.belay.control.History;
import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.Scope;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.entry.Actor;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyKind;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.Positions;
import dev.belay.server.http.Routes;
import dev.belay.server.http.WebServer;
import dev.belay.testkit.Epochs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A real listener on a ledger in memory, with nothing but what keeps SDKs up to date. */
final class SyncServer implements AutoCloseable {
    static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    static final LedgerId OTHERS = LedgerId.flagSet("shop", "staging");

    private static final Principal ADMINISTRATOR =
            new Principal(Principal.BOOTSTRAP, "test", "test", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE);
    private static final Authorship AUTHOR = Authorship.of(new Actor("token", "t-1", "ada"));

    private final LedgerStore store;
    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Credentials credentials =
            new Credentials(new InMemoryCredentials(), InstantSource.system(), new SecureRandom());
    private final SyncFeature sync;
    private final WebServer web;
    private boolean running = true;

    private SyncServer(LedgerStore store, Duration heartbeat) throws IOException {
        this.store = store;
        Access access = new Access(credentials, Optional.empty());
        sync = new SyncFeature(new SyncFeature.Parts(
                store, access, credentials, flagSets(), vertx, InstantSource.system(), metrics, heartbeat));
        Routes routes = new Routes(access);
        sync.addTo(routes);
        web = WebServer.start(vertx, new WebServer.Settings("127.0.0.1", 0, Set.of()), routes.all(), 2);
    }

    private FlagSetAccess flagSets() {
        FlagSets all = new FlagSets(store, InstantSource.system(), () -> "salt");
        return new FlagSetAccess(all, new History(store), new Positions(store));
    }

    static SyncServer start() {
        return on(store(), SyncFeature.Parts.HEARTBEAT);
    }

    static SyncServer on(LedgerStore store, Duration heartbeat) {
        try {
            return new SyncServer(store, heartbeat);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    static LedgerStore store() {
        LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), new Epochs());
        store.commit(Proposal.of(heads ->
                List.of(Draft.creating(LedgerId.catalogue("shop")), Draft.creating(FLAGS), Draft.creating(OTHERS))));
        return store;
    }

    LedgerStore ledgers() {
        return store;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    String key(KeyKind kind) {
        return made(kind).secret();
    }

    String keyOf(LedgerId flagSet, KeyKind kind) {
        return credentials
                .makeKey(
                        "test",
                        kind,
                        flagSet.project().orElseThrow(),
                        flagSet.environment().orElseThrow(),
                        ADMINISTRATOR)
                .secret();
    }

    Credentials.Made<Credential.FlagSetKey> made(KeyKind kind) {
        return credentials.makeKey("test", kind, "shop", "production", ADMINISTRATOR);
    }

    void revoke(Credential credential) {
        credentials.revoke(credential);
    }

    StreamReader stream() {
        return StreamReader.open(at("/sdk/v1/stream"), key(KeyKind.SERVER));
    }

    StreamReader streamAfter(Position position) {
        return StreamReader.open(at("/sdk/v1/stream"), key(KeyKind.SERVER), position.toString());
    }

    LedgerState head() {
        return store.head(FLAGS);
    }

    double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    long timed(String name) {
        return metrics.get(name).timer().count();
    }

    List<Instance> instances() {
        return sync.instances(FLAGS);
    }

    double count(String name) {
        return metrics.get(name).counter().count();
    }

    /** Appends one entry that puts flags, each with so many characters in its value. */
    Position put(int characters, String... keys) {
        List<DraftChange> changes = new ArrayList<>();
        for (String key : keys) {
            changes.add(DraftChange.put(Subject.flag(key), flag(key, characters)));
        }
        return append("flag.put", changes, Draft.NO_LINKS);
    }

    /** Appends one entry that puts so many flags. */
    Position putMany(int flags, int characters) {
        String[] keys =
                IntStream.range(0, flags).mapToObj(each -> "flag-" + each).toArray(String[]::new);
        return put(characters, keys);
    }

    Position archive(String key) {
        return append("flag.archived", List.of(DraftChange.remove(Subject.flag(key))), Draft.NO_LINKS);
    }

    /** Appends one entry that restores a revision, as a rollback of the flag set does. */
    Position rollBackTo(long revision) {
        LedgerState target = store.at(FLAGS, revision);
        List<DraftChange> changes = head().restoring(target, _ -> true).stream()
                .map(SyncServer::draft)
                .toList();
        Value link = Value.of(Map.of("of", Value.of(target.position().toString())));
        return append("flag-set.rolled-back", changes, new Value.StructureValue(Map.of("rollbackOf", link)));
    }

    private static DraftChange draft(SubjectState state) {
        return new DraftChange(state.subject(), state.document());
    }

    private Position append(String action, List<DraftChange> changes, Value.StructureValue links) {
        store.commit(Proposal.of(heads -> List.of(new Draft.Append(FLAGS, AUTHOR, action, changes, links))));
        return head().position();
    }

    static Document flag(String key, int characters) {
        String text = "x".repeat(characters);
        return Document.of(FlagFormat.write(FlagFormat.read(Json.read("""
                {"key": "%s", "type": "string", "enabled": true,
                 "variants": [{"name": "one", "value": "%s"}], "otherwise": {"variant": "one"}}
                """.formatted(key, text)))));
    }

    /** Stops the server and leaves the ledgers open. */
    void stop() {
        if (running) {
            running = false;
            sync.close();
            web.close();
            var _ = vertx.close();
        }
    }

    @Override
    public void close() {
        stop();
        store.close();
    }
}
