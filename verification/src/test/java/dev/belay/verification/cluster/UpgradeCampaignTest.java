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

/** The short form, from this version to itself; {@code ./belay verify upgrade} is the long one, from an earlier version. */
class UpgradeCampaignTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");
    private static final UpgradeOptions SHORT = new UpgradeOptions(Duration.ofSeconds(4), 2, 2, 2);

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> progress = new ConcurrentLinkedQueue<>();

    @Test
    void nobodyNoticesThatOneNodeTakesThePlaceOfAnother() throws Exception {
        UpgradeReport report = new UpgradeCampaign(LAUNCHER, LAUNCHER, folder, SHORT, progress::add).run();

        assertThat(report.isClean()).as(report.table()).isTrue();
        assertThat(report.operations()).anyMatch(Operation.Written.class::isInstance);
        assertThat(report.answersOfOld()).isPositive();
        assertThat(report.answersOfNew()).isPositive();
        assertThat(report.changes()).isPositive();
        assertThat(report.table()).contains("PASSED");
        assertThat(progress).last().asString().contains("serves alone");
    }

    @Test
    void refusalsLossesAndDivergenceFail() {
        Traffic traffic = new Traffic();
        traffic.refuseRead("503");
        Operation lost = new Operation.Written(new Operation.Span(0, 1), "a", "w", 0, new Position("e", 1), 1);
        History history = new History(List.of());

        UpgradeReport report = new UpgradeReport(
                "1 -> 2",
                1,
                0,
                history,
                List.of(lost),
                HistoryCheck.of(history, List.of(lost)),
                traffic,
                0,
                1,
                List.of("went back"));

        assertThat(report.violations()).hasSize(5);
        assertThat(report.table()).contains("FAILED").containsPattern("of them lost +1");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(UpgradeOptions.parse(List.of("--seconds", "20", "--sdks", "7")))
                .isEqualTo(new UpgradeOptions(Duration.ofSeconds(20), 3, 6, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpgradeOptions.parse(List.of("--minutes", "1")))
                .withMessageContaining("--seconds N");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpgradeOptions.parse(List.of("--seconds")))
                .withMessageContaining("needs a value");
    }
}
