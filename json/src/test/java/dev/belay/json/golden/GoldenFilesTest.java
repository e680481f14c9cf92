package dev.belay.json.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.receipt.Receipt;
import dev.belay.json.receipt.Recorded;
import dev.belay.json.state.Document;
import dev.belay.json.state.FlagClosure;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.ReceivedSnapshot;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.json.sync.SyncEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files were computed by other means; a change here means that stored bytes are no longer readable. */
class GoldenFilesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Position HERE = new Position("k3f9", 42);
    private static final Moment MOMENT = new Moment(Instant.parse("2026-01-02T03:04:05.678901234Z"), -1);

    private final Document flag = Document.of(FlagFormat.write(FlagFormat.read(Json.read(text("flag.json")))));
    private final Document segment =
            Document.of(SegmentFormat.write(SegmentFormat.read(Json.read(text("segment.json")))));

    private final LedgerState state = LedgerState.of(
            HERE,
            AT,
            List.of(
                    SubjectState.tombstone(Subject.segment("old"), 9),
                    SubjectState.live(Subject.segment("beta-testers"), 2, segment),
                    SubjectState.live(Subject.flag("checkout.new-flow"), 3, flag),
                    SubjectState.tombstone(Subject.flag("gone"), 5)));

    @Test
    void aFlagIsStoredFilledIn() {
        assertThat(new String(flag.bytes(), StandardCharsets.UTF_8)).isEqualTo(text("flag.canonical.json"));
        assertThat(flag.hash()).isEqualTo(text("flag.sha256"));
    }

    @Test
    void aStoredFlagReadsAsTheOneThatWasWritten() {
        assertThat(FlagFormat.read(Json.read(text("flag.canonical.json"))))
                .isEqualTo(FlagFormat.read(Json.read(text("flag.json"))));
    }

    @Test
    void aSegmentIsStoredFilledIn() {
        assertThat(new String(segment.bytes(), StandardCharsets.UTF_8)).isEqualTo(text("segment.canonical.json"));
        assertThat(segment.hash()).isEqualTo(text("segment.sha256"));
    }

    @Test
    void aChunkHasItsBytesAndItsHash() {
        List<String> keys = text("chunk.txt").lines().toList();

        MemberChunk chunk =
                MemberEdit.apply(MemberSet.EMPTY, keys, List.of()).chunks().get(0);
        Document written = ChunkFormat.write(chunk);

        assertThat(new String(written.bytes(), StandardCharsets.UTF_8)).isEqualTo(text("chunk.json"));
        assertThat(written.hash()).isEqualTo(text("chunk.sha256"));
    }

    @Test
    void aChunkReadsAsTheOneThatWasWritten() {
        MemberChunk chunk =
                ChunkFormat.read(text("chunk.sha256"), text("chunk.json").getBytes(StandardCharsets.UTF_8));

        assertThat(IntStream.range(0, chunk.size()).mapToObj(chunk::key))
                .containsExactlyElementsOf(text("chunk.txt").lines().toList());
    }

    @Test
    void anEntryHasItsBytesAndItsHash() {
        LedgerEntry entry = EntryFormat.seal(
                HERE,
                AT,
                new Actor("token", "t-1", "Ada"),
                Optional.of("Grace"),
                "put",
                Optional.of("Größe launch"),
                List.of(
                        new Change(
                                Subject.flag("checkout.new-flow"),
                                3,
                                Optional.of("1".repeat(64)),
                                Optional.of(flag.hash())),
                        new Change(Subject.segment("old"), 9, Optional.of("2".repeat(64)), Optional.empty())),
                new Value.StructureValue(Map.of("rollbackOf", Value.of("k3f9:7"))),
                LedgerEntry.NO_PREVIOUS);

        assertThat(entry.hash()).isEqualTo(text("entry.sha256"));
        assertThat(new String(EntryFormat.write(entry), StandardCharsets.UTF_8)).isEqualTo(text("entry.json"));
        assertThat(EntryFormat.read(text("entry.json").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(entry);
    }

    @Test
    void aStateHasItsChecksum() {
        assertThat(state.checksum().hex()).isEqualTo(text("checksum.txt"));
    }

    @Test
    void aSnapshotHasItsBytesAndItsHash() {
        byte[] bytes = SnapshotFormat.write("shop/production", state, new Position("k3f9", 40));

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text("snapshot.json"));
        assertThat(dev.belay.json.state.Sha256.hex(bytes)).isEqualTo(text("snapshot.sha256"));
    }

    @Test
    void aSnapshotReadsAsTheStateThatWasWritten() {
        ReceivedSnapshot received = SnapshotFormat.read(text("snapshot.json").getBytes(StandardCharsets.UTF_8));

        assertThat(received.state().live()).containsExactlyInAnyOrderElementsOf(state.live());
        assertThat(received.state().tombstones()).containsExactlyInAnyOrderElementsOf(state.tombstones());
    }

    @Test
    void aFlagHasItsBehaviourHash() {
        assertThat(FlagClosure.of(state, "checkout.new-flow").behaviour()).isEqualTo(text("behaviour.sha256"));
    }

    @Test
    void receiptsHaveTheirText() {
        EvaluationContext context = EvaluationContext.of("user-9")
                .with("plan", "gold")
                .with("country", "PT")
                .with("app", Value.of(Map.of("build", Value.of(211))))
                .with("shoes", "red");
        Evaluation unmet = Evaluator.evaluate(state.snapshot(), "checkout.new-flow", context, MOMENT);
        Receipt made = Receipt.of(state.behaviour("checkout.new-flow"), unmet, context, MOMENT, 0xABCD_EF01_2345_6789L);
        Receipt full = new Receipt(
                HERE,
                "checkout.new-flow",
                made.behaviour(),
                made.fingerprint(),
                new Recorded(Reason.SPLIT, Optional.of("on"), Optional.of("iberia"), Optional.empty()),
                Optional.of(MOMENT.now()),
                Optional.of(MOMENT.random()));
        Receipt failed = Receipt.of(
                state.behaviour("checkout.new-flow"),
                new Evaluation.Failed("checkout.new-flow", 3, HERE, ErrorCode.TARGETING_KEY_MISSING, "no key"),
                EvaluationContext.empty(),
                MOMENT,
                -1);

        assertThat(text("receipts.txt").lines()).containsExactly(made.toString(), full.toString(), failed.toString());
        assertThat(text("receipts.txt").lines().map(Receipt::parse)).containsExactly(made, full, failed);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventHasItsData(String name, String data) {
        SyncEvent event = SyncEvent.read(name, data).orElseThrow();

        assertThat(event.name()).isEqualTo(name);
        assertThat(CanonicalJson.text(event.data())).isEqualTo(data);
    }

    static Stream<Object[]> events() {
        return text("events.txt").lines().map(line -> line.split(" ", 2));
    }

    private static String text(String file) {
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
