package dev.belay.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The short form of loads; {@code ./belay bench streams} and its siblings are the long one. */
class LoadCommandTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Each of them at least of the last of ten changes: what comes while a listener is busy is told in one piece. */
    private static final String TOLD_TO_TWO_SDKS = ".*acknowledged -> applied, real SDKs .*\\(([2-9]|1\\d|20)\\)";

    /** So many that an event loop does not write to all of its streams in one go. */
    @Test
    void everyStreamGetsEveryChangeOnce() throws Exception {
        List<String> lines = bench("streams --streams 800 --sdks 2 --changes 10 --rate 20 --flags 5", 0);

        assertThat(lines)
                .anyMatch(line -> line.contains("800 streams and 2 real SDKs on one node"))
                .anyMatch(line -> line.contains("acknowledged -> applied, simulated SDKs") && line.endsWith("(8,000)"))
                .anyMatch(line -> line.matches(TOLD_TO_TWO_SDKS))
                .anyMatch(line -> line.contains("KiB heap"))
                .anyMatch(line -> line.contains("PASSED") && line.contains("0 missed, 0 violations"));
    }

    @Test
    void everyStreamBehindReplicasGetsEveryChangeOnce() throws Exception {
        List<String> lines = bench("streams --tree --streams 60 --sdks 4 --changes 10 --rate 20 --flags 5", 0);

        assertThat(lines)
                .anyMatch(line -> line.contains("60 streams and 4 real SDKs on 2 replicas of one node"))
                .anyMatch(line -> line.contains("acknowledged -> applied, simulated SDKs") && line.endsWith("(600)"))
                .anyMatch(line -> line.contains("each stream of replica 2, after changes"))
                .anyMatch(line -> line.contains("confirmed at the server") && line.contains("76 of 76 instances"))
                .anyMatch(line -> line.contains("a hop, from the first real SDK to the first") && line.contains("p50"))
                .anyMatch(line -> line.contains("a hop, from the middle one to each") && line.contains("p50"))
                .anyMatch(line -> line.contains("PASSED") && line.contains("0 missed, 0 violations"));
    }

    @Test
    void everyStreamThatIsCutComesBackAndHasMissedNothing() throws Exception {
        List<String> lines = bench("storm --streams 60 --changes 12 --rate 20 --flags 5", 0);

        assertThat(lines)
                .anyMatch(line -> line.contains("with Last-Event-ID: all follow again after"))
                .anyMatch(line -> line.contains("without: all follow again after"));
        assertThat(lines.stream().filter(line -> line.contains("PASSED"))).hasSize(2);
    }

    @Test
    void connectionsThatTakeNothingHoldNobodyUp() throws Exception {
        List<String> lines = bench("slow --streams 20 --changes 20 --rate 20 --flags 5", 0);

        assertThat(lines)
                .anyMatch(line -> line.contains("20 that take nothing"))
                .anyMatch(line -> line.contains("20 that take a byte a second"));
        assertThat(lines.stream().filter(line -> line.contains("PASSED"))).hasSize(2);
    }

    @Test
    void whatIsNotUnderstoodIsRefused() throws Exception {
        assertThat(bench("streams --stream 5", 64)).anyMatch(line -> line.contains("There is no option --stream"));
    }

    private static List<String> bench(String arguments, int expected) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "bench"));
        command.addAll(List.of(arguments.split(" ", -1)));
        try (ChildProcess bench = ChildProcess.start("bench", command, Map.of("BELAY_NO_BUILD", "1"))) {
            int exit = bench.awaitExit(PATIENCE);

            assertThat(exit).as(() -> String.join("\n", bench.lines())).isEqualTo(expected);
            return bench.lines();
        }
    }
}
