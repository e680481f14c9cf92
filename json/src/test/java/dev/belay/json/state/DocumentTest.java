package dev.belay.json.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Shared;
import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a document keeps its bytes or what was read from them must not show. */
class DocumentTest {

    private static final String MINIMAL =
            "{\"enabled\":true,\"key\":\"a\",\"type\":\"boolean\",\"variants\":[{\"name\":\"on\",\"value\":true}]}";
    private static final Flag FLAG = FlagFormat.read(Json.read(MINIMAL));
    private static final String FILLED_IN = CanonicalJson.text(FlagFormat.write(FLAG));

    @ParameterizedTest
    @ValueSource(strings = {MINIMAL, "{\"key\":\"a\",\"laterField\":1}", "[]", "{}", "\"half", ""})
    void keepsBytesThatCannotBeWrittenAgain(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Document document = Document.received(bytes.clone());

        SnapshotFlag read = document.flag("a", 1, new Shared());

        assertThat(document.isUnread()).isTrue();
        assertThat(document.bytes()).isEqualTo(bytes);
        assertThat(document.length()).isEqualTo(bytes.length);
        assertThat(document.hash()).isEqualTo(Sha256.hex(bytes));
        assertThat(document.flag("a", 1, new Shared())).isEqualTo(read);
    }

    @Test
    void writesTheSameBytesAgainFromWhatWasRead() {
        Document document = Document.received(FILLED_IN.getBytes(StandardCharsets.UTF_8));
        Document asSent = Document.of(Json.read(FILLED_IN));

        SnapshotFlag read = document.flag("a", 7, new Shared());

        assertThat(read).isEqualTo(asSent.flag("a", 7, new Shared()));
        assertThat(document.isUnread()).isFalse();
        assertThat(document.bytes()).isEqualTo(asSent.bytes());
        assertThat(document.value()).isEqualTo(asSent.value());
        assertThat(document.length()).isEqualTo(asSent.length());
        assertThat(document).isEqualTo(asSent).hasSameHashCodeAs(asSent);
        assertThat(document.missingChunks()).isEmpty();
        assertThat(document.flag("a", 8, new Shared()).version()).isEqualTo(8);
        assertThat(document.flag("other", 8, new Shared())).isInstanceOf(SnapshotFlag.NotUnderstood.class);
    }

    @Test
    void isTheSameMadeFromAFlagOrFromItsDocument() {
        Value written = FlagFormat.write(FLAG);

        assertThat(Document.of(FLAG)).isEqualTo(Document.of(written));
        assertThat(Document.of(FLAG).bytes()).isEqualTo(Document.of(written).bytes());
        assertThat(Document.of(FLAG).flag("a", 1, new Shared())).isEqualTo(new SnapshotFlag.Understood(1, FLAG));
    }
}
