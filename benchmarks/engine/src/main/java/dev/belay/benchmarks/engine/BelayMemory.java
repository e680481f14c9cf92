package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.BelayDocuments;
import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.client.source.Snapshots;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.json.sync.SyncEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a flag set costs in Belay: at one revision, at a thousand, and on the way from one to the next. */
final class BelayMemory {

    static final String SNAPSHOT_BYTES = "snapshotBytes";
    static final String HEAP_UNREAD = "heapUnread";
    static final String HEAP_PER_FLAG = "heapPerFlag";
    static final String HEAP_PER_REVISION = "heapPerRevision";
    static final String FIRST_READ = "firstRead";
    static final String READ = "read";
    static final String FIRST_ASK = "firstAsk";
    static final String PREPARE = "prepare";
    static final String APPLY = "apply";

    static final int REVISIONS = 1_000;

    /** What must not be collected while it is counted. */
    private static final List<Object> HELD = new ArrayList<>();

    private static final Position START = new Position("0123456789abcdef", 1);
    private static final int WARMUPS = 5;
    private static final int READS = 9;
    private static final int ASKS = 1_000;

    private BelayMemory() {}

    /** Takes the number of flags and prints figures. */
    public static void main(String[] arguments) throws Exception {
        int flags = Integer.parseInt(arguments[0]);
        byte[] bytes = snapshot(flags);
        String[] changes =
                IntStream.range(0, REVISIONS).mapToObj(i -> changed(i % flags)).toArray(String[]::new);
        HELD.addAll(List.of(bytes, List.of(changes)));
        Probe.print(SNAPSHOT_BYTES, bytes.length);
        reads(bytes);

        long before = LiveHeap.bytes();
        LedgerState state = Snapshots.read(bytes).state();
        HELD.add(state);
        Probe.print(HEAP_UNREAD, (double) (LiveHeap.bytes() - before) / flags);
        state.snapshot().prepare();
        long one = LiveHeap.bytes();
        Probe.print(HEAP_PER_FLAG, (double) (one - before) / flags);
        Probe.print(APPLY, applications(state, changes).median());
        Probe.print(HEAP_PER_REVISION, (double) (LiveHeap.bytes() - one) / REVISIONS);
    }

    private static void reads(byte[] bytes) throws Exception {
        LedgerState[] last = new LedgerState[1];
        Timing reads = Timing.of(WARMUPS, READS, number -> {
            last[0] = Snapshots.read(bytes).state();
            return () -> {};
        });
        Probe.print(FIRST_READ, reads.first());
        Probe.print(READ, reads.median());
        Timing preparations = Timing.of(WARMUPS, READS, number -> {
            last[0].snapshot().prepare();
            return () -> last[0] = Snapshots.read(bytes).state();
        });
        Probe.print(PREPARE, preparations.median());
        Timing asks = Timing.of(WARMUPS, Math.min(last[0].live().size() - 1, ASKS) - WARMUPS, number -> {
            last[0].snapshot().find(Flags.key(number));
            return () -> {};
        });
        Probe.print(FIRST_ASK, asks.median());
    }

    /** Applies one change after the other and keeps every state. */
    private static Timing applications(LedgerState first, String[] changes) throws Exception {
        List<LedgerState> revisions = new ArrayList<>(List.of(first));
        HELD.add(revisions);
        return Timing.of(0, REVISIONS, number -> {
            revisions.add(next(revisions.getLast(), changes[number]));
            return () -> {};
        });
    }

    private static LedgerState next(LedgerState state, String event) {
        SyncEvent.Put put = (SyncEvent.Put) SyncEvent.read("put", event).orElseThrow();
        SubjectState changed = SubjectState.live(put.subject(), put.version(), put.document());
        return state.apply(state.position().next(), Instant.EPOCH, List.of(changed));
    }

    private static byte[] snapshot(int flags) {
        Stream<SubjectState> documents = IntStream.range(0, flags)
                .mapToObj(i -> SubjectState.live(
                        Subject.flag(Flags.key(i)),
                        1,
                        Document.of(complete(BelayDocuments.flag(Content.THREE_RULES, i)))));
        Value segment = SegmentFormat.write(SegmentFormat.read(Json.read(BelayDocuments.segment())));
        SubjectState paying = SubjectState.live(Subject.segment(Content.SEGMENT), 1, Document.of(segment));
        List<SubjectState> subjects =
                Stream.concat(Stream.of(paying), documents).toList();
        return SnapshotFormat.write("bench/production", LedgerState.of(START, Instant.EPOCH, subjects), START);
    }

    /** The event of a flag with other countries, as the server sends it. */
    private static String changed(int flag) {
        String document =
                BelayDocuments.flag(Content.THREE_RULES, flag + 1).replace(Flags.key(flag + 1), Flags.key(flag));
        SyncEvent put = new SyncEvent.Put(Subject.flag(Flags.key(flag)), 2, Document.of(complete(document)));
        return CanonicalJson.text(put.data());
    }

    /** With all that the document leaves out, as a server stores it. */
    private static Value complete(String document) {
        return FlagFormat.write(FlagFormat.read(Json.read(document)));
    }
}
