package dev.belay.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ObservationsTest {

    private static final Position HERE = new Position("e", 5);

    private final Observations observations = new Observations();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LoadReport report = new LoadReport(new PrintStream(printed));

    @Test
    void nothingWrongPasses() {
        observations.applied(HERE, "aa");
        observations.applied(HERE, "aa");

        assertThat(report.verdict(observations, 0)).isTrue();
        assertThat(printed.toString(UTF_8)).contains("PASSED");
    }

    @Test
    void differentChecksumsAtOnePositionFail() {
        observations.applied(HERE, "aa");
        observations.applied(HERE, "bb");

        assertThat(report.verdict(observations, 0)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("FAILED", "at e:5 one was told the checksum aa and another bb");
    }

    @Test
    void arrivalsThatAreMissingOrTooManyFail() {
        assertThat(report.verdict(observations, 1)).isFalse();
        assertThat(report.verdict(observations, -1)).isFalse();
    }

    @Test
    void aStreamThatIsNotOpenedIsTriedAgainOnlyIfTheServerSaysSo() {
        observations.refused(503);
        assertThat(observations.violations()).isZero();

        observations.refused(401);
        assertThat(observations.sentences()).containsExactly("a stream was answered with 401");
    }

    @Test
    void tellsHowMuchLaterChangesArriveElsewhere() {
        Timeline here = new Timeline(2, 3).startingAt(5);
        Timeline elsewhere = new Timeline(2, 2).startingAt(5);
        here.arrived(5);
        here.arrived(6);
        elsewhere.arrived(5);
        elsewhere.arrived(5);

        assertThat(here.firstToFirst(elsewhere).percentile(1)).isBetween(0.0, 60_000.0);
        assertThat(here.firstToFirst(elsewhere).toString()).endsWith("(1)");
        assertThat(here.middleToEach(elsewhere).toString()).endsWith("(2)");
    }

    @Test
    void aTimelineCountsWhatArrivedOfTheChangesThatCount() {
        Timeline timeline = new Timeline(2, 3).startingAt(5);
        timeline.arrived(4);
        timeline.arrived(5);
        timeline.arrived(6);
        timeline.arrived(6);
        timeline.arrived(7);

        assertThat(timeline.arrivals()).isEqualTo(3);
        assertThat(timeline.sentToApplied().toString()).endsWith("(3)");
    }
}
