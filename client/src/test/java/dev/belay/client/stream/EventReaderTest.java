package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    @Test
    void readsNameAndData() throws IOException {
        assertThat(read("event: put\ndata: {\"a\":1}\nid: 7\n\n")).containsExactly(event("put", "{\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void endsLinesInThreeWays(String end) throws IOException {
        String text = String.join(end, "event: a", "data: 1", "", "event: b", "data: 2", "data: 3", "", "");

        assertThat(read(text)).containsExactly(event("a", "1"), event("b", "2\n3"));
    }

    @Test
    void passesOverWhatIsNoEvent() throws IOException {
        assertThat(read("\uFEFF: comment\n\nevent: nothing\n\nretry: 5\nunknown\n\ndata:x\n\n"))
                .containsExactly(event("message", "x"));
    }

    @Test
    void keepsEmptyData() throws IOException {
        assertThat(read("event: a\ndata\n\n")).containsExactly(event("a", ""));
    }

    @Test
    void removesOneSpaceOnly() throws IOException {
        assertThat(read("data:  x \n\n")).containsExactly(event("message", " x "));
    }

    @Test
    void dropsAnUnfinishedEvent() throws IOException {
        assertThat(read("data: 1\n\nevent: b\ndata: 2\n")).containsExactly(event("message", "1"));
    }

    @Test
    void readsCharactersThatAreSplitBetweenReads() throws IOException {
        assertThat(readAll(new OneByOne("event: put\ndata: 日本 🧗\n\n"))).containsExactly(event("put", "日本 🧗"));
    }

    @Test
    void refusesALineThatIsTooLong() {
        assertThatThrownBy(() -> read("data: " + "x".repeat(200))).isInstanceOf(OversizedEventException.class);
    }

    @Test
    void refusesAnEventOfTooManyLines() {
        assertThatThrownBy(() -> read("data: xxxxxxxx\n".repeat(30))).isInstanceOf(OversizedEventException.class);
    }

    private static ServerSentEvent event(String name, String data) {
        return new ServerSentEvent(name, data);
    }

    private static List<ServerSentEvent> read(String text) throws IOException {
        return readAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<ServerSentEvent> readAll(InputStream in) throws IOException {
        EventReader reader = new EventReader(in, 100);
        List<ServerSentEvent> events = new ArrayList<>();
        for (ServerSentEvent event = reader.read(); event != null; event = reader.read()) {
            events.add(event);
        }
        return events;
    }

    private static final class OneByOne extends ByteArrayInputStream {

        OneByOne(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(1, length));
        }
    }
}
