package dev.belay.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands are asked for. */
class OptionsTest {

    @Test
    void measuresEverythingOnOneThreadAndOnTwoUnlessToldOtherwise() {
        EngineOptions options = EngineOptions.parse(List.of());

        assertThat(options.threads()).containsExactly(1, 2);
        assertThat(Cell.all().map(Cell::name))
                .allMatch(name -> options.only().matcher(name).find());
        assertThat(options.out()).isEmpty();
    }

    @Test
    void isQuickOnOneThreadUnlessThreadsAreGiven() {
        assertThat(EngineOptions.parse(List.of("--quick")).threads()).containsExactly(1);
        assertThat(EngineOptions.parse(List.of("--threads", "4", "--quick")).threads())
                .containsExactly(4);
    }

    @Test
    void takesWhatIsGiven() {
        EngineOptions options =
                EngineOptions.parse(List.of("--only", "flagd/", "--threads", "1,4", "--out", "results.json"));

        assertThat(Cell.all()
                        .map(Cell::name)
                        .filter(name -> options.only().matcher(name).find()))
                .hasSize(6)
                .allMatch(name -> name.startsWith("FLAGD/"));
        assertThat(options.threads()).containsExactly(1, 4);
        assertThat(options.out()).contains(Path.of("results.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "--slow, '', There is no option --slow",
        "--only, (, --only takes a regular expression",
        "--threads, 0, not '0'",
        "--threads, '1,', '1,'"
    })
    void saysWhatItDoesNotUnderstand(String option, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineOptions.parse(List.of(option, value)))
                .withMessageContaining(message);
    }

    @Test
    void saysHowManyFlagsFitInMemory() {
        assertThat(MemoryOptions.parse(List.of("--flags", "500")).flags()).isEqualTo(500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryOptions.parse(List.of("--flags", "7")))
                .withMessage("--flags takes a number from 100 to 100000, not '7'");
    }
}
