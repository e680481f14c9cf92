package dev.belay.verification.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agrees with what the products themselves publish; {@code ./belay verify published} prints the same lines. */
class PublishedSuitesTest {

    private static final SuiteFiles FILES = new SuiteFiles(Path.of("..", "..", "shared", "conformance"));

    static Stream<Suite> suites() {
        return Suites.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everyCasePasses(Suite suite) {
        if (!FILES.exist()) {
            System.out.println(suite.name() + ": not run, the suites are not beside the project");
            return;
        }

        Tally tally = suite.run(FILES);

        System.out.println(tally.line());
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.isClean()).as(tally.line()).isTrue();
    }
}
