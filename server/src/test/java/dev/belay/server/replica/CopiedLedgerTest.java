package dev.belay.server.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.client.source.Known;
import dev.belay.client.stream.Step;
import dev.belay.control.RollbackOf;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopiedLedgerTest {

    private static final LedgerId FLAGS = LedgerId.parse("shop/production");
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private LedgerState head = state("e1", 10);
    private final CopiedLedger copy = new CopiedLedger(FLAGS, head);

    private static LedgerState state(String epoch, long revision) {
        SubjectState flag = SubjectState.live(Subject.flag("first"), 1, document("first", revision));
        return LedgerState.of(new Position(epoch, revision), START.plusSeconds(revision), List.of(flag));
    }

    private static Document document(String key, long value) {
        return Document.of(Value.of(java.util.Map.of("key", Value.of(key), "value", Value.of((double) value))));
    }

    private Committed put(String key, Optional<SyncEvent.Restore> restore) {
        Position next = head.position().next();
        SubjectState change = SubjectState.live(Subject.flag(key), next.revision(), document(key, next.revision()));
        head = head.apply(next, START.plusSeconds(next.revision()), List.of(change));
        return copy.apply(new Step(known(head), List.of(change), false, restore))
                .orElseThrow();
    }

    private static Known known(LedgerState state) {
        return new Known(FLAGS.text(), state, new Position(state.position().epoch(), 0));
    }

    @Test
    void tellsWhatChangedAndWhatWasRestored() {
        LedgerState before = head;
        SyncEvent.Restore restore = new SyncEvent.Restore(new Position("e1", 10), Optional.empty());

        Committed committed = put("first", Optional.of(restore));

        LedgerEntry entry = committed.entry().orElseThrow();
        assertThat(committed.before()).isSameAs(before);
        assertThat(committed.after()).isSameAs(copy.head());
        assertThat(entry.position()).isEqualTo(new Position("e1", 11));
        assertThat(entry.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).contains(document("first", 10).hash());
            assertThat(change.after()).contains(document("first", 11).hash());
        });
        assertThat(RollbackOf.read(entry)).contains(new RollbackOf(restore.of(), Optional.empty()));
    }

    @Test
    void keepsStatesEntriesAndDocumentsSinceItsBeginning() {
        put("first", Optional.empty());
        put("second", Optional.empty());

        assertThat(copy.at(10).position()).isEqualTo(new Position("e1", 10));
        assertThat(copy.at(12)).isSameAs(head);
        assertThat(copy.entries(10, 9)).extracting(LedgerEntry::revision).containsExactly(11L, 12L);
        assertThat(copy.document(document("first", 10).hash())).contains(document("first", 10));
        assertThat(copy.document(document("second", 12).hash())).contains(document("second", 12));
        assertThat(copy.revisionAt(START.plusSeconds(11))).isEqualTo(11);
        assertThatExceptionOfType(RevisionUnreachableException.class).isThrownBy(() -> copy.at(9));
        assertThatExceptionOfType(RevisionUnreachableException.class).isThrownBy(() -> copy.at(13));
    }

    @Test
    void forgetsTheOldestBeyondWhatStreamsCanBeToldOf() {
        for (int change = 0; change < 1_100; change++) {
            put("first", Optional.empty());
        }

        long newest = head.position().revision();
        assertThat(copy.at(newest - 1_000).position().revision()).isEqualTo(newest - 1_000);
        assertThatExceptionOfType(RevisionUnreachableException.class).isThrownBy(() -> copy.at(newest - 1_001));
        assertThat(copy.document(document("first", newest - 1_000).hash())).isPresent();
        assertThat(copy.document(document("first", newest - 1_001).hash())).isEmpty();
    }

    @Test
    void beginsAnewWhereItWasTakenAsAWhole() {
        put("first", Optional.empty());
        LedgerState other = state("e2", 5);

        Committed committed = copy.apply(new Step(known(other), List.of(), true, Optional.empty()))
                .orElseThrow();

        assertThat(committed.entry().orElseThrow().changes()).isEmpty();
        assertThat(copy.head()).isSameAs(other);
        assertThat(copy.at(5)).isSameAs(other);
        assertThatExceptionOfType(RevisionUnreachableException.class).isThrownBy(() -> copy.at(10));
    }

    @Test
    void beginsAnewBehindAGap() {
        SubjectState change = SubjectState.live(Subject.flag("late"), 1, document("late", 1));
        LedgerState later = head.apply(new Position("e1", 15), START.plusSeconds(15), List.of(change));

        copy.apply(new Step(known(later), List.of(change), false, Optional.empty()));

        assertThat(copy.entries(10, 9)).extracting(LedgerEntry::revision).containsExactly(15L);
        assertThatExceptionOfType(RevisionUnreachableException.class).isThrownBy(() -> copy.at(10));
    }

    @Test
    void staysWhereItIsWhenToldOfTheSameStateAgain() {
        assertThat(copy.apply(new Step(known(head), List.of(), true, Optional.empty())))
                .isEmpty();
    }

    @Test
    void neverGoesBackWithinAnEpochAndGoesOnWhenWhatItHasIsPassed() {
        LedgerState older = head;
        SubjectState first = SubjectState.live(Subject.flag("first"), 11, document("first", 11));
        LedgerState again = older.apply(older.position().next(), START.plusSeconds(11), List.of(first));
        put("first", Optional.empty());
        LedgerState newest = copy.head();

        assertThat(copy.apply(new Step(known(older), List.of(), true, Optional.empty())))
                .isEmpty();
        assertThat(copy.apply(new Step(known(again), List.of(first), false, Optional.empty())))
                .isEmpty();
        assertThat(copy.head()).isSameAs(newest);

        assertThat(put("second", Optional.empty()).before()).isSameAs(newest);
        assertThat(copy.entries(10, 9)).extracting(LedgerEntry::revision).containsExactly(11L, 12L);
    }
}
