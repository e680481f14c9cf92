package dev.belay.server.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.client.source.Known;
import dev.belay.client.stream.Step;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OlderStatesTest {

    private static final LedgerId FLAGS = LedgerId.parse("shop/production");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ReplicaStore copies = new ReplicaStore(URI.create("http://upstream.example"));
    private final AtomicInteger asked = new AtomicInteger();
    private final OlderStates past = upstream(LONG, OlderStatesTest::state);

    OlderStatesTest() {
        copies.apply(
                FLAGS,
                new Step(
                        new Known(FLAGS.text(), state(position(100)), position(0)), List.of(), true, Optional.empty()));
    }

    private static Position position(long revision) {
        return new Position("e1", revision);
    }

    private static LedgerState state(Position position) {
        return LedgerState.of(position, Instant.EPOCH.plusSeconds(position.revision()), List.of());
    }

    /** Answers a position, or refuses it; may block. */
    private interface Answer {
        LedgerState to(Position position) throws InterruptedException;
    }

    private OlderStates upstream(Duration longest, Answer answer) {
        return new OlderStates(
                copies,
                (_, position) -> {
                    asked.incrementAndGet();
                    return answer.to(position);
                },
                longest);
    }

    private static LedgerState get(CompletableFuture<LedgerState> state) throws Exception {
        return state.get(30, TimeUnit.SECONDS);
    }

    private static RefusedException refusal(CompletableFuture<LedgerState> state) {
        return (RefusedException) assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(state))
                .actual()
                .getCause();
    }

    @Test
    void whatIsHereIsNotAskedFor() throws Exception {
        assertThat(get(past.at(FLAGS, position(100)))).isSameAs(copies.head(FLAGS));
        assertThat(refusal(past.at(FLAGS, position(101))).name()).isEqualTo(ProblemName.REVISION_UNKNOWN);
        assertThat(refusal(past.at(FLAGS, new Position("e0", 1))).name()).isEqualTo(ProblemName.REVISION_UNKNOWN);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatManyWantIsAskedForOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        OlderStates slow = upstream(LONG, position -> {
            all.await();
            return state(position);
        });
        List<CompletableFuture<LedgerState>> waiting = new ArrayList<>();
        for (int each = 0; each < 200; each++) {
            waiting.add(slow.at(FLAGS, position(7)));
        }
        all.countDown();

        for (CompletableFuture<LedgerState> each : waiting) {
            assertThat(get(each).position()).isEqualTo(position(7));
        }
        assertThat(get(slow.at(FLAGS, position(7))).position()).isEqualTo(position(7));
        assertThat(asked).hasValue(1);
    }

    @Test
    void keepsABoundedNumber() throws Exception {
        // One more than are kept, and one for each of four threads, which may be about to forget the oldest.
        for (int revision = 0; revision <= 20; revision++) {
            get(past.at(FLAGS, position(revision)));
        }
        get(past.at(FLAGS, position(20)));
        assertThat(asked).hasValue(21);

        get(past.at(FLAGS, position(0)));
        assertThat(asked).hasValue(22);
    }

    @Test
    void doesNotAskAgainForWhatIsOlderThanWhatIsCompacted() {
        OlderStates compacted = upstream(LONG, position -> {
            throw new RefusedException(
                    ProblemName.REVISION_COMPACTED,
                    "Revision " + position.revision() + " is no longer kept; name one from 50 to 100",
                    List.of(),
                    Map.of("oldest", Value.of(50.0)));
        });

        assertThat(refusal(compacted.at(FLAGS, position(40))).detail()).contains("Revision 40");
        RefusedException another = refusal(compacted.at(FLAGS, position(49)));
        assertThat(another.name()).isEqualTo(ProblemName.REVISION_COMPACTED);
        assertThat(another.detail()).contains("Revision 49", "from 50 on");
        assertThat(another.members()).containsEntry("oldest", Value.of(50.0));
        assertThat(asked).hasValue(1);

        compacted.forget(FLAGS);
        refusal(compacted.at(FLAGS, position(40)));
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainAfterAFailure() throws Exception {
        OlderStates back = upstream(LONG, position -> {
            if (asked.get() == 1) {
                throw new RefusedException(ProblemName.STORE_UNAVAILABLE, "away");
            }
            return state(position);
        });

        assertThat(refusal(back.at(FLAGS, position(7))).name()).isEqualTo(ProblemName.STORE_UNAVAILABLE);
        assertThat(get(back.at(FLAGS, position(7))).position()).isEqualTo(position(7));
    }

    @Test
    void givesUpAfterAWhileAndLetsTheThreadGo() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        AtomicBoolean begun = new AtomicBoolean();
        OlderStates silent = upstream(Duration.ofMillis(100), position -> {
            begun.set(true);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException abandoned) {
                interrupted.complete(true);
                throw abandoned;
            }
            return state(position);
        });

        // What is given up before it has begun has no thread to let go.
        do {
            RefusedException late = refusal(silent.at(FLAGS, position(7)));
            assertThat(late.name()).isEqualTo(ProblemName.STORE_UNAVAILABLE);
        } while (!begun.get());

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesWhenManyWait() {
        OlderStates silent = upstream(LONG, position -> {
            new CountDownLatch(1).await();
            return state(position);
        });

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> {
                    for (int revision = 0; revision < 100; revision++) {
                        silent.at(FLAGS, position(revision));
                    }
                })
                .matches(refused -> refused.name() == ProblemName.TOO_MANY_REQUESTS);
    }
}
