package dev.belay.json.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotFormatTest {

    private static final Position FLOOR = new Position("e1", 2);
    private static final Document FLAG = Document.of(Json.read(
            "{\"key\":\"a\",\"type\":\"string\",\"variants\":[{\"name\":\"x\",\"value\":\"é\"}],\"enabled\":true}"));

    private final LedgerState state = LedgerState.of(
            new Position("e1", 7),
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of(
                    SubjectState.live(Subject.segment("s"), 4, Document.of(Json.read("{\"key\":\"s\"}"))),
                    SubjectState.live(Subject.flag("a"), 3, FLAG),
                    SubjectState.tombstone(Subject.flag("gone"), 9)));

    private final byte[] bytes = SnapshotFormat.write("shop/production", state, FLOOR);

    @Test
    void readsBackWhatItWrote() {
        ReceivedSnapshot received = SnapshotFormat.read(bytes);

        assertThat(received.flagSet()).isEqualTo("shop/production");
        assertThat(received.pinFloor()).isEqualTo(FLOOR);
        assertThat(received.state().position()).isEqualTo(state.position());
        assertThat(received.state().at()).isEqualTo(state.at());
        assertThat(received.state().checksum()).isEqualTo(state.checksum());
        assertThat(received.state().live()).containsExactlyInAnyOrderElementsOf(state.live());
        assertThat(received.state().tombstones()).isEqualTo(state.tombstones());
        assertThat(received.state().snapshot().flag("a"))
                .isEqualTo(state.snapshot().flag("a"));
    }

    @Test
    void writesCanonicalBytesWhateverTheOrder() {
        LedgerState sameInSteps = LedgerState.empty("e1")
                .apply(new Position("e1", 1), Instant.EPOCH, List.of(SubjectState.tombstone(Subject.flag("gone"), 9)))
                .apply(new Position("e1", 7), state.at(), List.copyOf(state.live()));

        assertThat(SnapshotFormat.write("shop/production", sameInSteps, FLOOR)).isEqualTo(bytes);
        assertThat(CanonicalJson.bytes(Json.read(bytes, JsonLimits.DEFAULT))).isEqualTo(bytes);
    }

    @Test
    void writesAnEmptyFlagSet() {
        byte[] empty = SnapshotFormat.write("shop/test", LedgerState.empty("e2"), new Position("e2", 0));

        assertThat(SnapshotFormat.read(empty).state().live()).isEmpty();
    }

    @Test
    void refusesDocumentsAndChecksumsThatDoNotHold() {
        String text = new String(bytes, StandardCharsets.UTF_8);

        assertRefused(text.replace("é", "e"), "/subjects/0/hash");
        assertRefused(text.replace("\"version\":3", "\"version\":4"), "/checksum");
        assertRefused(text.replace("\"e1:7\"", "\"seven\""), "/position");
        assertRefused("[]", "");
    }

    private static void assertRefused(String text, String path) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SnapshotFormat.read(text.getBytes(StandardCharsets.UTF_8)))
                .satisfies(refusal ->
                        assertThat(refusal.violations().get(0).path()).isEqualTo(path));
    }

    @Test
    void readsManyFlagsAsIfEachHadBeenReadAtOnce() {
        byte[] many = SnapshotFormat.write("shop/production", flags(300), FLOOR);

        LedgerState received = SnapshotFormat.read(many).state();

        assertThat(SubjectScan.of(many)).isNotNull();
        assertThat(received.live()).containsExactlyElementsOf(flags(300).live());
        assertThat(received.snapshot().flags())
                .containsExactlyElementsOf(flags(300).snapshot().flags());
        assertThat(SnapshotFormat.write("shop/production", received, FLOOR)).isEqualTo(many);
    }

    @Test
    void readsASnapshotThatIsWrittenOtherwiseAllTheSame() {
        String text = new String(SnapshotFormat.write("shop/production", flags(120), FLOOR), StandardCharsets.UTF_8);

        for (String other : List.of(
                text.replace(",", " , "),
                text.replace("{\"document\"", "{\"added\":1,\"document\""),
                text.replace("\"subjects\"", "\"soon\":{},\"subjects\""))) {
            assertThat(SnapshotFormat.read(other.getBytes(StandardCharsets.UTF_8))
                            .state()
                            .live())
                    .containsExactlyElementsOf(flags(120).live());
        }
    }

    @Test
    void tellsOfABadDocumentAmongManyAsSoonAsItIsAskedFor() {
        LedgerState bad = flags(150)
                .apply(
                        new Position("e1", 8),
                        Instant.EPOCH,
                        List.of(SubjectState.live(
                                Subject.flag("bad"), 1, Document.of(Json.read("{\"key\":\"bad\",\"type\":7}")))));

        LedgerState received = SnapshotFormat.read(SnapshotFormat.write("shop/production", bad, FLOOR))
                .state();

        assertThat(code(received, "bad")).contains(ErrorCode.PARSE_ERROR);
        assertThat(code(received, "flag-001")).isEmpty();
    }

    private static Optional<ErrorCode> code(LedgerState state, String flag) {
        return Evaluator.evaluate(state.snapshot(), flag, EvaluationContext.empty(), new Moment(Instant.EPOCH, 0))
                .errorCode();
    }

    /** Every other one has everything filled in, so that it can be written from what is read. */
    private static LedgerState flags(int count) {
        List<SubjectState> flags = IntStream.range(0, count)
                .mapToObj(i -> SubjectState.live(Subject.flag(key(i)), 1, Document.of(document(i))))
                .toList();
        return LedgerState.of(new Position("e1", 7), Instant.EPOCH, flags);
    }

    private static String key(int number) {
        return String.format("flag-%03d", number);
    }

    private static Value document(int number) {
        Value minimal = Json.read("{\"key\":\"" + key(number) + "\",\"type\":\"boolean\",\"enabled\":true,"
                + "\"variants\":[{\"name\":\"on\",\"value\":true}]}");
        return number % 2 == 0 ? minimal : FlagFormat.write(FlagFormat.read(minimal));
    }
}
