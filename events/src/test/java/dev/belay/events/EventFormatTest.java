package dev.belay.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.json.state.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormatTest {

    @Test
    void aChangeIsWrittenAsItAlwaysWas() throws IOException {
        assertThat(text(Events.detailed())).isEqualTo(golden("change.json"));
    }

    @Test
    void aResetIsWrittenAsItAlwaysWas() throws IOException {
        assertThat(text(Events.reset("n3w", 91))).isEqualTo(golden("reset.json"));
    }

    @Test
    void whatWasWrittenReadsBackEqual() {
        assertThat(EventFormat.read(EventFormat.write(Events.detailed()))).isEqualTo(Events.detailed());
        assertThat(EventFormat.read(EventFormat.write(Events.change(3)))).isEqualTo(Events.change(3));
        assertThat(EventFormat.read(EventFormat.write(Events.reset("n3w", 91)))).isEqualTo(Events.reset("n3w", 91));
        ChangeEvent referenced = Events.change(3, Subject.flag("a"), true);
        assertThat(EventFormat.read(EventFormat.write(referenced))).isEqualTo(referenced);
    }

    @Test
    void whatANewerVersionAddsIsPassedOver() throws IOException {
        String newer = golden("change.json")
                .replace("\"state\":\"disabled\"", "\"state\":\"half-open\",\"more\":[1]")
                .replace("\"specversion\"", "\"traceparent\":\"00\",\"specversion\"");

        ChangeEvent read = (ChangeEvent) EventFormat.read(newer.getBytes(StandardCharsets.UTF_8));

        assertThat(read.state()).isEqualTo(ChangeEvent.State.UNKNOWN);
        assertThat(read.version()).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"`, {, not JSON",
                "`\"specversion\":\"0.3\"`, `\"specversion\":\"1.0\"`, CloudEvents 0.3",
                "com.example.happened, dev.belay.flag.changed, its type is com.example.happened",
                "`\"index\":4`, `\"index\":2`, The index 4",
                "`\"index\":\"2\"`, `\"index\":2`, 'index' in 'data' is no integer",
                "`\"was\":7`, `\"version\":7`, 'version' is missing from 'data'",
                "`\"position\":\"42\"`, `\"position\":\"k3f9:42\"`, The position '42'",
                "`\"actor\":[]`, `\"actor\":{\"id\":\"t-1\",\"kind\":\"token\",\"name\":\"deploy bot\"}`, 'actor' is"
                        + " no object",
            })
    void whatIsNoEventIsRefusedWithAReason(String wrong, String right, String reason) throws IOException {
        String message = golden("change.json");
        assertThat(message).contains(right);

        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(message.replace(right, wrong).getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(reason);
    }

    private static String text(FlagSetEvent event) {
        return new String(EventFormat.write(event), StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = EventFormatTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
