package dev.belay.json.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Position;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
}
