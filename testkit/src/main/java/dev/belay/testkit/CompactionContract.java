package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.diff.StateDifference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What compacting promises; a store that keeps everything has to say so, and keep it. */
interface CompactionContract extends StoreUnderTest {

    /** Whether the store can compact. */
    default boolean compacts() {
        return true;
    }

    @Test
    default void compactsUpToARevisionAndReadsOnFromThere() {
        if (keepsEverything()) {
            return;
        }
        append("basket", 20);
        append("search", 1);
        append("basket", 9);
        List<LedgerState> states = IntStream.rangeClosed(25, 30)
                .mapToObj(revision -> store().at(FLAGS, revision))
                .toList();
        List<LedgerEntry> entries = store().entries(FLAGS, 25, 100);

        Compacted compacted = store().compact(FLAGS, 25);

        // What made "search" stays, and the oldest revision's own entry.
        assertThat(compacted.entries()).isEqualTo(23);
        assertThat(compacted.documents()).isEqualTo(23);
        for (int opened = 0; opened < 2; opened++) {
            assertThat(store().oldest(FLAGS)).isEqualTo(25);
            for (LedgerState expected : states) {
                LedgerState actual = store().at(FLAGS, expected.position().revision());
                assertThat(actual.position()).isEqualTo(expected.position());
                assertThat(actual.at()).isEqualTo(expected.at());
                assertThat(actual.checksum()).isEqualTo(expected.checksum());
                assertThat(StateDifference.between(expected, actual)).isEmpty();
            }
            assertThat(store().entries(FLAGS, 25, 100)).isEqualTo(entries);
            reopen();
        }
        append("basket", 3);
        assertThat(store().verify(FLAGS, 1, checked -> {}).entries()).isEqualTo(8);
        assertThat(store().verify(FLAGS, 1, checked -> {}).intact()).isTrue();
        assertThat(head("basket").orElseThrow().version()).isEqualTo(32);
    }

    @Test
    default void refusesWhatWasCompactedAndNamesTheOldestRevision() {
        if (keepsEverything()) {
            return;
        }
        append("basket", 10);

        store().compact(FLAGS, 6);

        assertThatThrownBy(() -> store().at(FLAGS, 5))
                .isInstanceOfSatisfying(RevisionUnreachableException.class, unreachable -> {
                    assertThat(unreachable.isCompacted()).isTrue();
                    assertThat(unreachable.oldest()).isEqualTo(6);
                    assertThat(unreachable.newest()).isEqualTo(10);
                })
                .hasMessage("Revision 5 is no longer kept; name one from 6 to 10");
        assertThatThrownBy(() -> store().at(FLAGS, 0)).isInstanceOf(RevisionUnreachableException.class);
        assertThatThrownBy(() -> store().entry(FLAGS, 5)).isInstanceOf(RevisionUnreachableException.class);
        assertThatThrownBy(() -> store().entries(FLAGS, 5, 10)).isInstanceOf(RevisionUnreachableException.class);
        assertThatThrownBy(() -> store().entries(FLAGS, 0, 10)).isInstanceOf(RevisionUnreachableException.class);
        assertThat(store().entry(FLAGS, 6)).isPresent();
        assertThat(store().entry(FLAGS, 11)).isEmpty();
        assertThat(store().entries(CATALOGUE, 0, 10)).isEmpty();
    }

    @Test
    default void refusesInstantsBeforeTheOldestRevision() {
        if (keepsEverything()) {
            return;
        }
        Instant start = clock().instant();
        append("basket", 3);
        clock().advance(Duration.ofSeconds(10));
        append("basket", 3);

        store().compact(FLAGS, 4);

        assertThat(store().revisionAt(FLAGS, start.plusSeconds(10))).isEqualTo(6);
        assertThatThrownBy(() -> store().revisionAt(FLAGS, start.plusSeconds(9)))
                .isInstanceOf(RevisionUnreachableException.class);
    }

    @Test
    default void keepsTheVersionsInPlaceAndTheEntriesThatMadeThem() {
        if (keepsEverything()) {
            return;
        }
        put("basket", FlagDocuments.flag("basket", true));
        put("search", FlagDocuments.flag("search", true));
        remove("search");
        append("basket", 5);

        store().compact(FLAGS, 6);
        reopen();

        List<SubjectVersion> basket = store().versions(FLAGS, Subject.flag("basket"));
        assertThat(basket).extracting(SubjectVersion::version).containsExactly(4L, 5L, 6L);
        List<SubjectVersion> search = store().versions(FLAGS, Subject.flag("search"));
        assertThat(search).extracting(SubjectVersion::version).containsExactly(2L);
        assertThat(search.get(0).position().revision()).isEqualTo(3);
        assertThat(search.get(0).hash()).isEmpty();
        assertThat(store().entry(FLAGS, 3).orElseThrow().changes().get(0).subject())
                .isEqualTo(Subject.flag("search"));
        put("search", FlagDocuments.flag("search", false));
        assertThat(head("search").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    default void removesDocumentsThatNothingNeedsAnyMoreAndNoOthers() {
        if (keepsEverything()) {
            return;
        }
        Document gone = FlagDocuments.flag("basket", true);
        Document comesBack = FlagDocuments.flag("search", true);
        Document elsewhere = FlagDocuments.flag("payment", true);
        put("basket", gone);
        put("search", comesBack);
        put("payment", elsewhere);
        change(CATALOGUE, DraftChange.put(Subject.flag("payment"), elsewhere));
        remove("basket");
        remove("search");
        remove("payment");
        put("search", comesBack);

        store().compact(FLAGS, 7);

        assertThat(store().document(gone.hash())).isEmpty();
        assertThat(store().document(comesBack.hash())).contains(comesBack);
        assertThat(store().document(elsewhere.hash())).contains(elsewhere);
        put("basket", gone);
        assertThat(store().document(gone.hash())).contains(gone);
        assertThat(store().verify(FLAGS, 1, checked -> {}).intact()).isTrue();
    }

    @Test
    default void removesChunksOfMembersThatNothingNeedsAnyMore() {
        if (keepsEverything()) {
            return;
        }
        Subject customers = Subject.segment("customers");
        MemberSet first = FlagDocuments.members(IntStream.range(0, 10_000).mapToObj(each -> "customer-" + each));
        change(FLAGS, DraftChange.put(customers, FlagDocuments.segment("customers", first)));
        MemberSet second = MemberEdit.apply(first, List.of("newcomer"), List.of());
        change(FLAGS, DraftChange.put(customers, FlagDocuments.segment("customers", second)));

        store().compact(FLAGS, 2);
        reopen();

        List<MemberChunk> dropped = first.chunks().stream()
                .filter(chunk -> !second.chunks().contains(chunk))
                .toList();
        assertThat(dropped).isNotEmpty();
        assertThat(dropped)
                .allSatisfy(chunk -> assertThat(store().document(chunk.hash())).isEmpty());
        assertThat(store().at(FLAGS, 2).missingChunks()).isEmpty();
        change(FLAGS, DraftChange.put(customers, FlagDocuments.segment("customers", first)));
        reopen();
        assertThat(store().head(FLAGS).missingChunks()).isEmpty();
    }

    @Test
    default void compactsAgainAndAgain() {
        if (keepsEverything()) {
            return;
        }
        append("basket", 30);

        for (long oldest = 5; oldest <= 30; oldest += 5) {
            assertThat(store().compact(FLAGS, oldest).entries()).isEqualTo(oldest == 5 ? 4 : 5);
            assertThat(store().compact(FLAGS, oldest).entries()).isZero();
            long refused = oldest - 1;
            assertThatThrownBy(() -> store().compact(FLAGS, refused)).isInstanceOf(RevisionUnreachableException.class);
            reopen();
        }
        assertThatThrownBy(() -> store().compact(FLAGS, 31)).isInstanceOf(RevisionUnreachableException.class);
        assertThat(store().head(FLAGS).position().revision()).isEqualTo(30);
        append("basket", 1);
        assertThat(store().verify(FLAGS, 1, checked -> {}).entries()).isEqualTo(1);
    }

    @Test
    default void keepsWhatRepeatedRequestsNeed() {
        if (keepsEverything()) {
            return;
        }
        append("basket", 5);
        Proposal once = Proposal.once(
                new IdempotencyKey("ana", "key-1", "body"),
                heads -> List.of(Draft.of(
                        FLAGS,
                        ANA,
                        "change",
                        List.of(DraftChange.put(Subject.flag("search"), FlagDocuments.flag("search", true))))));
        Commit original = store().commit(once);
        append("basket", 5);

        assertThat(store().compactable(FLAGS)).isEqualTo(5);
        assertThatThrownBy(() -> store().compact(FLAGS, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("revision 5");
        store().compact(FLAGS, 5);
        Commit repeated = store().commit(once);
        assertThat(repeated.replayed()).isTrue();
        assertThat(StoreUnderTest.entry(repeated)).isEqualTo(StoreUnderTest.entry(original));

        clock().advance(Duration.ofHours(25));
        assertThat(store().compactable(FLAGS)).isEqualTo(11);
    }

    @Test
    default void letsCommitsAndReadsGoOnMeanwhile() throws InterruptedException {
        if (keepsEverything()) {
            return;
        }
        for (int flag = 0; flag < 10; flag++) {
            append("flag-" + flag, 10);
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();

        Threads.run(3, number -> {
            if (number == 0) {
                compactInSteps(over);
            } else if (number == 1) {
                // Each brings back a document that the compaction may be about to remove.
                for (int round = 0; !over.get() || round < 20; round++) {
                    put("again-" + round % 7, FlagDocuments.split("flag-" + round % 10, round % 9));
                    written.incrementAndGet();
                }
            } else {
                readTheOldest(over);
            }
        });

        assertThat(store().health().healthy()).isTrue();
        assertThat(revision()).isEqualTo(100 + written.get());
        assertThat(store().verify(FLAGS, 1, checked -> {}).intact()).isTrue();
        for (long revision = 100; revision <= revision(); revision += 7) {
            assertThat(store().at(FLAGS, revision).position().revision()).isEqualTo(revision);
        }
    }

    private void compactInSteps(AtomicBoolean over) {
        try {
            for (long oldest = 20; oldest <= 100; oldest += 20) {
                store().compact(FLAGS, oldest);
            }
        } finally {
            over.set(true);
        }
    }

    private void readTheOldest(AtomicBoolean over) {
        while (!over.get()) {
            try {
                store().at(FLAGS, store().oldest(FLAGS));
            } catch (RevisionUnreachableException movedOn) {
                assertThat(movedOn.isCompacted()).isTrue();
            }
        }
    }

    /** Whether this store refuses to compact, which is checked wherever it is asked. */
    default boolean keepsEverything() {
        if (!compacts()) {
            append("kept", 2);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> store().compact(FLAGS, 1))
                    .withMessageContaining("keeps every entry");
            assertThat(store().oldest(FLAGS)).isZero();
        }
        return !compacts();
    }
}
