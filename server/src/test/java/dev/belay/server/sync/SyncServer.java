package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Credential;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyKind;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.fleet.FleetFeature;
import dev.belay.server.past.StoredStates;
import dev.belay.server.testing.FeatureServer;
import dev.belay.testkit.FlagDocuments;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A listener that answers for nothing but keeping SDKs up to date, and the changes that tests make. */
final class SyncServer implements AutoCloseable {
    static final LedgerId FLAGS = FeatureServer.FLAGS;

    private final FeatureServer server;
    private @Nullable SyncFeature sync;

    private SyncServer(LedgerStore store, Duration heartbeat) {
        Fleet fleet = new Fleet(store, InstantSource.system());
        server = FeatureServer.start(store, parts -> {
            sync = new SyncFeature(new SyncFeature.Parts(
                    parts.store(),
                    new StoredStates(parts.store()),
                    parts.access(),
                    parts.credentials(),
                    parts.flagSets(),
                    parts.vertx(),
                    parts.clock(),
                    parts.metrics(),
                    fleet,
                    heartbeat,
                    Freshness.NEWEST,
                    Resyncs.here()));
            return List.of(sync, new FleetFeature(parts.access(), parts.flagSets(), fleet, parts.metrics()));
        });
    }

    static SyncServer start() {
        return on(store(), SyncFeature.Parts.HEARTBEAT);
    }

    static SyncServer on(LedgerStore store, Duration heartbeat) {
        return new SyncServer(store, heartbeat);
    }

    static LedgerStore store() {
        return FeatureServer.store();
    }

    LedgerStore ledgers() {
        return server.parts().store();
    }

    URI at(String path) {
        return server.at(path);
    }

    String key(KeyKind kind) {
        return server.key(kind);
    }

    Credentials.Made<Credential.FlagSetKey> made(LedgerId flagSet, KeyKind kind) {
        return server.make(flagSet, kind);
    }

    void revoke(Credential credential) {
        server.parts().credentials().revoke(credential);
    }

    StreamReader stream() {
        return StreamReader.open(at("/sdk/v1/stream"), key(KeyKind.SERVER));
    }

    StreamReader streamAfter(Position position) {
        return StreamReader.open(at("/sdk/v1/stream"), key(KeyKind.SERVER), position.toString());
    }

    LedgerState head() {
        return ledgers().head(FLAGS);
    }

    MeterRegistry metrics() {
        return server.parts().metrics();
    }

    double streams() {
        return metrics().get("belay.streams.connected").gauge().value();
    }

    double slow() {
        return metrics().get("belay.streams.slow").counter().count();
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

    /** Appends one entry that gives a segment these members. */
    Position putMembers(String segment, MemberSet members) {
        DraftChange change = DraftChange.put(Subject.segment(segment), FlagDocuments.segment(segment, members));
        return append("segment.put", List.of(change), Draft.NO_LINKS);
    }

    Position archive(String key) {
        return append("flag.archived", List.of(DraftChange.remove(Subject.flag(key))), Draft.NO_LINKS);
    }

    /** Appends one entry that restores a revision, as a rollback of the flag set does; of some flags, or of all. */
    Position rollBackTo(long revision, String... only) {
        List<Subject> subjects = Stream.of(only).map(Subject::flag).toList();
        LedgerState target = ledgers().at(FLAGS, revision);
        List<DraftChange> changes =
                head().restoring(target, subject -> subjects.isEmpty() || subjects.contains(subject)).stream()
                        .map(state -> new DraftChange(state.subject(), state.document()))
                        .toList();
        return append("flag-set.rolled-back", changes, link(target.position(), subjects));
    }

    private static Value.StructureValue link(Position target, List<Subject> only) {
        Map<String, Value> link = new LinkedHashMap<>();
        link.put("of", Value.of(target.toString()));
        if (!only.isEmpty()) {
            link.put("only", Value.of(only.stream().map(SyncServer::link).toList()));
        }
        return new Value.StructureValue(Map.of("rollbackOf", Value.of(link)));
    }

    private static Value link(Subject subject) {
        return Value.of(Map.of("kind", Value.of(subject.kind()), "key", Value.of(subject.key())));
    }

    private Position append(String action, List<DraftChange> changes, Value.StructureValue links) {
        server.append(action, changes, links);
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
        server.stop();
        if (sync != null) {
            sync.close();
        }
    }

    @Override
    public void close() {
        stop();
        server.close();
    }
}
