package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"/~", "/a~2", "/~0/b~", "/two\nlines~", "/~\u2028"})
    void aPointerEscapesEveryTilde(String pointer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributeName.parse(pointer))
                .withMessageContaining("~ must be written ~0");
    }

    @Test
    void aPlainNameIsFlat() {
        assertThat(AttributeName.parse("a~b.c")).hasToString("a~b.c");
    }
}
