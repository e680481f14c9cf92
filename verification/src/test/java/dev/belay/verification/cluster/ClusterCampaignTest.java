package dev.belay.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form; {@code ./belay verify cluster} is the long one. */
class ClusterCampaignTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");
    private static final ClusterOptions SHORT = new ClusterOptions(Duration.ofSeconds(5), 2, 2, 2, 1);

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> progress = new ConcurrentLinkedQueue<>();

    @Test
    void everyAnswerIsExplainedByTheHistory() throws Exception {
        ClusterReport report = new ClusterCampaign(LAUNCHER, folder, SHORT, progress::add).run();

        assertThat(report.isClean()).as(report.table()).isTrue();
        assertThat(report.operations()).anyMatch(Operation.Written.class::isInstance);
        assertThat(report.operations()).anyMatch(Operation.Read.class::isInstance);
        assertThat(progress).as("faults").isNotEmpty();
        assertThat(report.table()).contains("PASSED: the history is linearizable");
    }

    @Test
    void aReportThatFindsALossFails() {
        Operation lost = new Operation.Written(new Operation.Span(0, 1), "a", "w", 0, new Position("e", 1), 1);
        History history = new History(List.of());

        ClusterReport report =
                new ClusterReport(history, List.of(lost), HistoryCheck.of(history, List.of(lost)), List.of(), "none");

        assertThat(report.isClean()).isFalse();
        assertThat(report.table()).contains("FAILED").containsPattern("of them lost +1");
    }

    @Test
    void nodesThatTellDifferentHistoriesFail() {
        History history = new History(List.of());

        ClusterReport report = new ClusterReport(
                history,
                List.of(),
                HistoryCheck.of(history, List.of()),
                List.of("the node at x tells another history"),
                "none");

        assertThat(report.isClean()).isFalse();
        assertThat(report.table()).contains("tells another history");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(ClusterOptions.parse("--seconds", "20", "--seed", "7").length())
                .isEqualTo(Duration.ofSeconds(20));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterOptions.parse("--minutes", "1"))
                .withMessageContaining("--seconds N");
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterOptions.parse("--nodes", "0"));
    }
}
