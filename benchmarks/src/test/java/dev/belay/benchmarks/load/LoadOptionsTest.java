package dev.belay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadOptionsTest {

    @Test
    void areTheIssuesUnlessToldOtherwise() {
        assertThat(LoadOptions.DEFAULT.with(List.of()))
                .isEqualTo(new LoadOptions(10_000, 50, 1_000, 2, 200, 512, false));
    }

    @Test
    void eachCanBeTold() {
        assertThat(LoadOptions.DEFAULT.with(List.of(
                        "--streams",
                        "5",
                        "--sdks",
                        "0",
                        "--changes",
                        "7",
                        "--rate",
                        "0.5",
                        "--flags",
                        "3",
                        "--heap",
                        "64",
                        "--tree")))
                .isEqualTo(new LoadOptions(5, 0, 7, 0.5, 3, 64, true));
    }

    @Test
    void nodesOfOneDatabaseAreNoTree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodesMeasurement().options(List.of("--tree")))
                .withMessageContaining("--tree is for streams, storm and slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--streams 0", "--streams x", "--rate 0", "--rate NaN", "--heap 1", "--stream 5", "--sdks"})
    void whatIsNotUnderstoodIsRefusedBySayingWhatIsAllowed(String arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.DEFAULT.with(List.of(arguments.split(" ", -1))))
                .withMessageStartingWith(arguments.startsWith("--stream ") ? "There is no option" : "The option");
    }
}
