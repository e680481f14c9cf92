package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyConflictException;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What idempotency keys promise. */
interface IdempotencyContract extends StoreUnderTest {

    IdempotencyKey KEY = new IdempotencyKey("u1 default/production", "request-7", "body-a");

    @Test
    default void answersTheOriginalCommitToARepetition() {
        append("basket", 2);
        Commit original = putOnce(KEY, "search", true);
        append("basket", 2);

        Commit repeated = putOnce(KEY, "search", true);

        Committed first = original.in(FLAGS).orElseThrow();
        Committed again = repeated.in(FLAGS).orElseThrow();
        assertThat(repeated.replayed()).isTrue();
        assertThat(again.entry()).isEqualTo(first.entry());
        assertThat(again.before().position()).isEqualTo(first.before().position());
        assertThat(again.after().position()).isEqualTo(first.after().position());
        assertThat(again.after().checksum()).isEqualTo(first.after().checksum());
        assertThat(revision()).isEqualTo(5);
    }

    @Test
    default void doesNotDecideAgainForARepetition() {
        AtomicInteger decisions = new AtomicInteger();
        Proposal proposal = Proposal.once(KEY, heads -> {
            decisions.incrementAndGet();
            return List.of();
        });
        store().commit(proposal);
        int first = decisions.get();

        store().commit(proposal);

        assertThat(decisions).hasValue(first);
    }

    @Test
    default void refusesAKeyThatComesBackWithAnotherBody() {
        putOnce(KEY, "basket", true);

        assertThatThrownBy(() -> putOnce(new IdempotencyKey(KEY.scope(), KEY.key(), "body-b"), "basket", false))
                .isInstanceOfSatisfying(
                        IdempotencyConflictException.class,
                        conflict -> assertThat(conflict.key().names(KEY)).isTrue())
                .hasMessageContaining("request-7");

        assertThat(revision()).isEqualTo(1);
    }

    @Test
    default void countsAKeyWithinItsScopeOnly() {
        putOnce(KEY, "basket", true);

        Commit other = putOnce(new IdempotencyKey("u2 default/production", KEY.key(), "body-b"), "basket", false);

        assertThat(other.replayed()).isFalse();
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    default void remembersAKeyForADay() {
        putOnce(KEY, "basket", true);
        append("basket", 1);

        clock().advance(Duration.ofHours(24));
        assertThat(putOnce(KEY, "basket", true).replayed()).isTrue();

        clock().advance(Duration.ofMillis(1));
        assertThat(putOnce(KEY, "basket", true).replayed()).isFalse();
        assertThat(revision()).isEqualTo(3);
    }

    @Test
    default void remembersAKeyForItsDayWhileOthersAreUsed() {
        putOnce(KEY, "basket", true);
        clock().advance(Duration.ofHours(23));
        putOnce(new IdempotencyKey(KEY.scope(), "request-8", "body-b"), "search", true);

        assertThat(putOnce(KEY, "basket", true).replayed()).isTrue();
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    default void remembersAKeyAgainThatWasForgotten() {
        putOnce(KEY, "basket", true);
        clock().advance(Duration.ofHours(25));
        IdempotencyKey anew = new IdempotencyKey(KEY.scope(), KEY.key(), "body-b");
        putOnce(anew, "basket", false);

        assertThat(putOnce(anew, "basket", false).replayed()).isTrue();
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    default void remembersKeysAcrossAReopening() {
        Commit original = putOnce(KEY, "basket", true);

        reopen();

        Commit repeated = putOnce(KEY, "basket", true);
        assertThat(repeated.replayed()).isTrue();
        assertThat(StoreUnderTest.entry(repeated)).isEqualTo(StoreUnderTest.entry(original));
    }

    @Test
    default void remembersACommitThatChangedNothing() {
        put("basket", FlagDocuments.flag("basket", true));
        Commit original = putOnce(KEY, "basket", true);
        put("basket", FlagDocuments.flag("basket", false));

        Commit repeated = putOnce(KEY, "basket", true);

        assertThat(repeated.replayed()).isTrue();
        assertThat(repeated.in(FLAGS).flatMap(Committed::entry)).isEmpty();
        assertThat(repeated.in(FLAGS).orElseThrow().after().position())
                .isEqualTo(original.in(FLAGS).orElseThrow().after().position());
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    default void remembersACommitToSeveralLedgers() {
        Proposal proposal = Proposal.once(
                KEY,
                heads -> List.of(
                        Draft.creating(NOWHERE),
                        Draft.of(CATALOGUE, ANA, "put", List.of(change("definition"))),
                        Draft.of(NOWHERE, ANA, "put", List.of(change("flag")))));
        Commit original = store().commit(proposal);

        Commit repeated = store().commit(proposal);

        assertThat(repeated.replayed()).isTrue();
        assertThat(repeated.committed())
                .extracting(Committed::ledger, Committed::entry)
                .containsExactlyElementsOf(original.committed().stream()
                        .map(each -> tuple(each.ledger(), each.entry()))
                        .toList());
    }

    @Test
    default void doesNotRememberARefusal() {
        assertThatThrownBy(() -> store().commit(Proposal.once(KEY, heads -> {
                    throw new IllegalArgumentException("not on a Friday");
                })))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(putOnce(KEY, "basket", true).replayed()).isFalse();
        assertThat(revision()).isEqualTo(1);
    }

    private Commit putOnce(IdempotencyKey key, String flag, boolean enabled) {
        DraftChange change = DraftChange.put(Subject.flag(flag), FlagDocuments.flag(flag, enabled));
        return store().commit(Proposal.once(key, heads -> List.of(Draft.of(FLAGS, ANA, "put", List.of(change)))));
    }

    private static DraftChange change(String kind) {
        Document document = FlagDocuments.flag("basket", true);
        return DraftChange.put(new Subject(kind, "basket"), document);
    }
}
