package dev.belay.json.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.EvaluationContext;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextFormatTest {

    @Test
    void readsEveryMemberAsAnAttribute() {
        EvaluationContext context =
                ContextFormat.read(Json.read("{\"targetingKey\":\"user-1\",\"country\":\"PT\",\"age\":36}"));

        assertThat(context)
                .isEqualTo(EvaluationContext.of("user-1").with("country", "PT").with("age", 36));
        assertThat(ContextFormat.read(ContextFormat.write(context))).isEqualTo(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"user-1\"", "{\"targetingKey\":[]}", "{\"targetingKey\":null}"})
    void refusesWhatIsNoContext(String text) {
        assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> ContextFormat.read(Json.read(text)));
    }

    @Test
    void asksOnlyAboutTargetingKeysThatAreTexts() {
        assertThat(ContextFormat.readAsked(Json.read("{\"targetingKey\":\"42\"}"))
                        .targetingKey())
                .contains("42");
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> ContextFormat.readAsked(Json.read("{\"targetingKey\":42}")))
                .withMessageContaining("it is a number");
    }
}
