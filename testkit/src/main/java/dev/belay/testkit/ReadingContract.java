package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.diff.StateDifference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What reading promises. */
interface ReadingContract extends StoreUnderTest {

    @Test
    default void answersEveryPastState() {
        List<LedgerState> states = new ArrayList<>(List.of(store().head(FLAGS)));
        for (int i = 0; i < 10; i++) {
            append("key-" + i % 3, 1);
            states.add(store().head(FLAGS));
        }

        reopen();

        for (LedgerState expected : states) {
            LedgerState actual = store().at(FLAGS, expected.position().revision());
            assertThat(actual.position()).isEqualTo(expected.position());
            assertThat(actual.at()).isEqualTo(expected.at());
            assertThat(actual.checksum()).isEqualTo(expected.checksum());
            assertThat(StateDifference.between(expected, actual)).isEmpty();
        }
    }

    @Test
    default void namesTheRevisionsThatCanBeReached() {
        append("basket", 2);

        assertThatThrownBy(() -> store().at(FLAGS, 3))
                .isInstanceOfSatisfying(RevisionUnreachableException.class, unreachable -> {
                    assertThat(unreachable.revision()).isEqualTo(3);
                    assertThat(unreachable.oldest()).isZero();
                    assertThat(unreachable.newest()).isEqualTo(2);
                })
                .hasMessageContaining("from 0 to 2");
        assertThatThrownBy(() -> store().at(FLAGS, -1)).isInstanceOf(RevisionUnreachableException.class);
    }

    @Test
    default void findsTheRevisionThatHeldAtAnInstant() {
        Instant start = clock().instant();
        append("basket", 1);
        clock().advance(Duration.ofSeconds(10));
        append("basket", 2);
        clock().advance(Duration.ofSeconds(10));
        append("basket", 1);

        assertThat(store().revisionAt(FLAGS, start.minusMillis(1))).isZero();
        assertThat(store().revisionAt(FLAGS, start)).isEqualTo(1);
        assertThat(store().revisionAt(FLAGS, start.plusMillis(9_999))).isEqualTo(1);
        assertThat(store().revisionAt(FLAGS, start.plusSeconds(10))).isEqualTo(3);
        assertThat(store().revisionAt(FLAGS, start.plusSeconds(15))).isEqualTo(3);
        assertThat(store().revisionAt(FLAGS, start.plusSeconds(99))).isEqualTo(4);
        assertThat(store().revisionAt(CATALOGUE, start)).isZero();
    }

    @Test
    default void findsTheLastRevisionOfAnInstantAtWhichTheClockWentBack() {
        Instant start = clock().instant();
        append("basket", 1);
        clock().advance(Duration.ofMinutes(-5));
        append("basket", 2);

        assertThat(store().revisionAt(FLAGS, start)).isEqualTo(3);
        assertThat(store().revisionAt(FLAGS, start.minusSeconds(1))).isZero();
    }

    @Test
    default void answersEntriesPageByPage() {
        append("basket", 5);

        assertThat(store().entries(FLAGS, 0, 2))
                .extracting(LedgerEntry::revision)
                .containsExactly(1L, 2L);
        assertThat(store().entries(FLAGS, 2, 2))
                .extracting(LedgerEntry::revision)
                .containsExactly(3L, 4L);
        assertThat(store().entries(FLAGS, 4, 2))
                .extracting(LedgerEntry::revision)
                .containsExactly(5L);
        assertThat(store().entries(FLAGS, 5, 2)).isEmpty();
        assertThat(store().entries(FLAGS, 99, 2)).isEmpty();
        assertThat(store().entries(CATALOGUE, 0, 2)).isEmpty();
    }

    @Test
    default void refusesAPageWithoutEntries() {
        assertThatThrownBy(() -> store().entries(FLAGS, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    default void answersNoEntryOutsideTheLedger() {
        append("basket", 1);

        assertThat(store().entry(FLAGS, 1)).isPresent();
        assertThat(store().entry(FLAGS, 0)).isEmpty();
        assertThat(store().entry(FLAGS, -1)).isEmpty();
        assertThat(store().entry(FLAGS, 2)).isEmpty();
    }

    @Test
    default void listsTheVersionsOfASubject() {
        Document first = FlagDocuments.flag("basket", true);
        Document third = FlagDocuments.flag("basket", false);
        put("basket", first);
        append("search", 1);
        clock().advance(Duration.ofSeconds(1));
        remove("basket");
        put("basket", third);

        List<SubjectVersion> versions = store().versions(FLAGS, Subject.flag("basket"));

        assertThat(versions).extracting(SubjectVersion::version).containsExactly(1L, 2L, 3L);
        assertThat(versions)
                .extracting(SubjectVersion::hash)
                .containsExactly(Optional.of(first.hash()), Optional.empty(), Optional.of(third.hash()));
        assertThat(versions)
                .extracting(version -> version.position().revision())
                .containsExactly(1L, 3L, 4L);
        assertThat(versions.get(1).at()).isEqualTo(clock().instant());
        assertThat(store().versions(FLAGS, Subject.segment("basket"))).isEmpty();
    }

    @Test
    default void findsEveryDocumentThatWasEverInPlace() {
        Document first = FlagDocuments.flag("basket", true);
        Document second = FlagDocuments.flag("basket", false);
        put("basket", first);
        put("basket", second);
        remove("basket");

        assertThat(store().document(first.hash())).contains(first);
        assertThat(store().document(second.hash())).contains(second);
        assertThat(store().document("0".repeat(64))).isEmpty();
    }

    @Test
    default void keepsADocumentThatIsPutTwiceOnce() {
        Document document = FlagDocuments.flag("basket", true);
        put("basket", document);
        put("search", document);

        assertThat(store().document(document.hash())).contains(document);
        assertThat(head("search").orElseThrow().document()).contains(document);
    }

    @Test
    default void listsLedgersInOrder() {
        assertThat(store().ledgers()).containsExactly(CATALOGUE, FLAGS);
        assertThat(store().exists(FLAGS)).isTrue();
        assertThat(store().exists(NOWHERE)).isFalse();
    }

    @Test
    default void refusesToReadALedgerThatDoesNotExist() {
        assertAll(
                refuses(() -> store().head(NOWHERE)),
                refuses(() -> store().at(NOWHERE, 0)),
                refuses(() -> store().revisionAt(NOWHERE, Instant.EPOCH)),
                refuses(() -> store().entry(NOWHERE, 1)),
                refuses(() -> store().entries(NOWHERE, 0, 1)),
                refuses(() -> store().versions(NOWHERE, Subject.flag("basket"))),
                refuses(() -> store().verify(NOWHERE, 1, checked -> {})),
                refuses(() -> store().head(LedgerId.INSTANCE)));
    }

    private static Executable refuses(Runnable reading) {
        return () -> assertThatThrownBy(reading::run).isInstanceOf(UnknownLedgerException.class);
    }
}
