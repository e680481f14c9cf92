package dev.belay.server.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.past.PastStates;
import dev.belay.server.testing.FeatureServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests whose state comes from elsewhere, or does not come. */
class PinningTest {

    private static final LedgerId FLAGS = FeatureServer.FLAGS;

    private final LedgerStore store = FeatureServer.store();
    private final Position pin = store.head(FLAGS).position();
    private CompletableFuture<LedgerState> coming = new CompletableFuture<>();
    private final Pinning pinning = pinning(Duration.ofMinutes(1));

    private Pinning pinning(Duration patience) {
        return new Pinning(new History(store), new Elsewhere(), true, patience);
    }

    /** Another server, which answers when it likes. */
    private final class Elsewhere implements PastStates {
        @Override
        public CompletableFuture<LedgerState> at(LedgerId flagSet, Position position) {
            return coming;
        }

        @Override
        public CompletableFuture<Optional<MemberChunk>> chunk(LedgerId flagSet, Position position, String hash) {
            throw new AssertionError("No members are asked for");
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void waitForItAndAreAnsweredByIt() throws Exception {
        CompletableFuture<Pinned> found = pinning.find(FLAGS, pin);
        assertThat(found).isNotDone();

        coming.complete(store.head(FLAGS));

        assertThat(found.get(30, TimeUnit.SECONDS).pin()).contains(Pinned.Outcome.HELD);
    }

    @Test
    void areAnsweredByTheNewestWhenItDoesNotComeSoon() throws Exception {
        Pinning impatient = pinning(Duration.ofMillis(1));
        // More than may wait at a time.
        for (int each = 0; each < 100; each++) {
            Pinned late = impatient.find(FLAGS, pin).get(30, TimeUnit.SECONDS);

            assertThat(late.pin()).contains(Pinned.Outcome.UNREACHABLE);
            assertThat(late.state()).isSameAs(store.head(FLAGS));
        }
        assertThat(coming).as("what others wait for").isNotDone();
    }

    @Test
    void areRefusedWhenManyWaitUntilTheseAreAnswered() {
        for (int each = 0; each < 64; each++) {
            assertThat(pinning.find(FLAGS, pin)).isNotDone();
        }

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pinning.find(FLAGS, pin))
                .matches(refused -> refused.name() == ProblemName.TOO_MANY_REQUESTS);

        coming.complete(store.head(FLAGS));
        coming = new CompletableFuture<>();
        assertThat(pinning.find(FLAGS, pin)).isNotDone();
    }
}
