package dev.belay.json.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Position;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SyncEventTest {

    private static final Position HERE = new Position("e1", 7);
    private static final Position THERE = new Position("e1", 6);
    private static final Document DOCUMENT = Document.of(Json.read("{\"key\":\"a\"}"));
    private static final String HASH = "ab".repeat(32);

    static Stream<SyncEvent> everyEvent() {
        return Stream.of(
                new SyncEvent.Begin("shop/production", HERE, THERE, Instant.parse("2026-01-02T03:04:05.678Z"), THERE),
                new SyncEvent.Put(Subject.flag("a"), 3, DOCUMENT),
                new SyncEvent.Delete(Subject.segment("b"), 4),
                new SyncEvent.Restore(THERE, Optional.empty()),
                new SyncEvent.Restore(THERE, Optional.of(List.of(Subject.flag("a"), Subject.segment("b")))),
                new SyncEvent.Restore(THERE, Optional.of(List.of())),
                new SyncEvent.SnapshotAt(HERE, HASH, "/sdk/v1/snapshots/" + HASH),
                new SyncEvent.Commit(HERE, HASH),
                new SyncEvent.KeysChanged(),
                new SyncEvent.Resync(Optional.empty()),
                new SyncEvent.Resync(Optional.of("i-1")),
                new SyncEvent.Heartbeat(HERE, HASH),
                new SyncEvent.Heartbeat(HERE, HASH, Optional.of(Duration.ofMillis(75_500))));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void readsBackWhatItWrote(SyncEvent event) {
        assertThat(SyncEvent.read(event.name(), CanonicalJson.text(event.data())))
                .contains(event);
    }

    @Test
    void passesOverEventsAndFieldsThatItDoesNotKnow() {
        assertThat(SyncEvent.read("weather", "not even JSON")).isEmpty();
        assertThat(SyncEvent.read("commit", "{\"position\":\"e1:7\",\"checksum\":\"" + HASH + "\",\"mood\":1}"))
                .contains(new SyncEvent.Commit(HERE, HASH));
    }

    @Test
    void refusesADocumentThatIsNotWhatItsHashSays() {
        String data = CanonicalJson.text(new SyncEvent.Put(Subject.flag("a"), 3, DOCUMENT).data());

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SyncEvent.read("put", data.replace("{\"key\":\"a\"}", "{\"key\":\"b\"}")))
                .withMessageContaining("does not have this hash");
    }

    @ParameterizedTest
    @CsvSource({
        "commit, '{}', /position",
        "commit, '{\"position\":\"e1\",\"checksum\":\"00\"}', /position",
        "delete, '{\"kind\":\"flag\",\"key\":\"a\",\"version\":0}', /version",
        "delete, '{\"kind\":\"flag\",\"key\":1,\"version\":1}', /key",
        "delete, '{\"kind\":\"FLAG\",\"key\":\"a\",\"version\":1}', ''",
        "restore, '{\"of\":\"e1:6\",\"only\":{}}', /only",
        "begin, '[]', ''",
    })
    void saysWhereDataIsWrong(String name, String data, String path) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SyncEvent.read(name, data))
                .satisfies(refusal ->
                        assertThat(refusal.violations().get(0).path()).isEqualTo(path));
    }
}
