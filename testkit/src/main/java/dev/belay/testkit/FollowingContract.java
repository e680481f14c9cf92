package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.Position;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What subscriptions promise. */
interface FollowingContract extends StoreUnderTest {

    @Test
    default void tellsOfEveryCommitInOrder() {
        List<Commit> told = new CopyOnWriteArrayList<>();
        store().subscribe(told::add);

        append("basket", 3);

        assertThat(told)
                .extracting(commit -> StoreUnderTest.entry(commit).revision())
                .containsExactly(1L, 2L, 3L);
        assertThat(told.get(1).in(FLAGS).orElseThrow().before())
                .isSameAs(told.get(0).in(FLAGS).orElseThrow().after());
    }

    @Test
    default void tellsOfACommitBeforeItsProposerGetsTheAnswerAndOnceItCanBeRead() {
        List<Position> readable = new CopyOnWriteArrayList<>();
        store().subscribe(commit -> readable.add(store().head(FLAGS).position()));

        append("basket", 1);

        assertThat(readable).containsExactly(store().head(FLAGS).position());
    }

    @Test
    default void tellsOfAChangeToSeveralLedgersOnce() {
        List<Commit> told = new CopyOnWriteArrayList<>();
        store().subscribe(told::add);
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true));

        store().commit(Proposal.of(heads -> List.of(
                Draft.of(FLAGS, ANA, "put", List.of(change)),
                Draft.creating(NOWHERE),
                Draft.of(NOWHERE, ANA, "put", List.of(change)))));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).committed()).extracting(Committed::ledger).containsExactly(FLAGS, NOWHERE, NOWHERE);
    }

    @Test
    default void staysSilentWhenNothingIsAppended() {
        IdempotencyKey key = new IdempotencyKey("u1", "k", "b");
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true));
        Proposal proposal = Proposal.once(key, heads -> List.of(Draft.of(FLAGS, ANA, "put", List.of(change))));
        store().commit(proposal);
        List<Commit> told = new CopyOnWriteArrayList<>();
        store().subscribe(told::add);

        store().commit(proposal);
        change(FLAGS, change);
        assertThatThrownBy(() -> change(NOWHERE, change)).isNotNull();

        assertThat(told).isEmpty();
    }

    @Test
    default void staysSilentAfterASubscriptionEnds() {
        List<Commit> told = new CopyOnWriteArrayList<>();
        Subscription subscription = store().subscribe(told::add);
        append("basket", 1);

        subscription.close();
        subscription.close();
        append("basket", 1);

        assertThat(told).hasSize(1);
    }

    @Test
    default void isNotHurtByAListenerThatFails() {
        List<Commit> told = new CopyOnWriteArrayList<>();
        store().subscribe(commit -> {
            throw new IllegalStateException("This failure belongs to the test");
        });
        store().subscribe(told::add);

        append("basket", 2);

        assertThat(told).hasSize(2);
        assertThat(store().health().healthy()).isTrue();
    }

    @Test
    default void refusesCommitsByListenersAndDecisions() {
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        store().subscribe(commit -> refused.add(failureOf(() -> append("search", 1))));

        store().commit(Proposal.of(heads -> {
            refused.add(failureOf(() -> append("search", 1)));
            return List.of();
        }));
        append("basket", 1);

        assertThat(refused)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("another thread"));
        assertThat(revision()).isEqualTo(1);
    }

    private static Throwable failureOf(Runnable action) {
        try {
            action.run();
            return new AssertionError("Nothing failed");
        } catch (RuntimeException failure) {
            return failure;
        }
    }
}
