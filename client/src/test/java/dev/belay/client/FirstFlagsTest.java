package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Signal;
import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.state.LedgerState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is answered between the moments in which a source has its first flags and in which evaluations see them. */
class FirstFlagsTest {

    private final Arriving source = new Arriving();
    private final Evaluations evaluations =
            new Evaluations(List.of(source), EvaluationContext.empty(), new ManualTime(new Signal()), () -> 0);

    @Test
    void isNotReadyBeforeTheFlagsAreSeen() {
        evaluations.refresh();
        assertThat(ask().errorCode()).contains(ErrorCode.PROVIDER_NOT_READY);

        source.arrived = Snapshot.empty(new Position("e1", 0));

        assertThat(ask().errorCode()).contains(ErrorCode.PROVIDER_NOT_READY);
        assertThat(ask().message()).contains("The first flags are just arriving");
    }

    @Test
    void knowsThatThereIsNoSuchFlagOnceTheFlagsAreSeen() {
        source.arrived = Snapshot.empty(new Position("e1", 0));

        evaluations.refresh();

        assertThat(ask().errorCode()).contains(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void areAnsweredByAsSoonAsTheStatusTellsOfThem() {
        try (Belay belay = Belay.of(Source.of((time, signal, settings) -> source))) {
            assertThat(belay.status().isReady()).isFalse();
            source.arrived = Snapshot.empty(new Position("e1", 0));

            assertThat(belay.status().isReady()).isTrue();

            assertThat(belay.evaluate("basket", EvaluationContext.empty(), false)
                            .errorCode())
                    .contains(ErrorCode.FLAG_NOT_FOUND);
        }
    }

    private EvaluationDetails<Boolean> ask() {
        return evaluations.details("basket", EvaluationContext.empty(), false, Readers.BOOLEAN);
    }

    /** A source whose flags arrive when the test says so. */
    private static final class Arriving implements FlagSource {

        private volatile @Nullable Snapshot arrived;

        @Override
        public void start() {
            // The test tells when.
        }

        @Override
        public @Nullable Snapshot snapshot() {
            return arrived;
        }

        @Override
        public Health health() {
            return arrived == null
                    ? Health.notReady("Nothing came yet")
                    : new Health(Health.Phase.READY, null, null, "Up to date");
        }

        @Override
        public boolean settled() {
            return arrived != null;
        }

        @Override
        public @Nullable LedgerState state() {
            return null;
        }

        @Override
        public void close() {
            // There is nothing to stop.
        }
    }
}
