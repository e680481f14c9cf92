package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Verification;
import dev.belay.ledger.diff.StateDifference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store promises to keep, and to notice. */
interface DurabilityContract extends StoreUnderTest {

    @Test
    default void keepsEverythingAcrossAReopening() {
        append("basket", 3);
        append("search", 2);
        remove("search");
        LedgerState head = store().head(FLAGS);
        List<LedgerEntry> entries = entries();
        List<SubjectVersion> versions = store().versions(FLAGS, Subject.flag("search"));

        reopen();

        LedgerState kept = store().head(FLAGS);
        assertThat(kept.position()).isEqualTo(head.position());
        assertThat(kept.at()).isEqualTo(head.at());
        assertThat(kept.checksum()).isEqualTo(head.checksum());
        assertThat(kept.tombstones()).containsExactlyElementsOf(head.tombstones());
        assertThat(StateDifference.between(head, kept)).isEmpty();
        assertThat(entries()).isEqualTo(entries);
        assertThat(store().versions(FLAGS, Subject.flag("search"))).isEqualTo(versions);
        assertThat(store().ledgers()).containsExactly(CATALOGUE, FLAGS);
    }

    @Test
    default void continuesRevisionsVersionsAndTheChainAfterAReopening() {
        append("basket", 2);
        remove("basket");
        String epoch = store().head(FLAGS).position().epoch();

        reopen();
        append("basket", 2);

        assertThat(head("basket").orElseThrow().version()).isEqualTo(5);
        assertThat(store().head(FLAGS).position().epoch()).isEqualTo(epoch);
        assertThat(revision()).isEqualTo(5);
        assertThat(store().verify(FLAGS, 1, checked -> {}).intact()).isTrue();
    }

    @Test
    default void refusesCommitsOnceClosed() {
        append("basket", 1);

        store().close();
        store().close();

        assertThatThrownBy(() -> append("basket", 1))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
        reopen();
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    default void findsAnIntactLedgerIntact() {
        append("basket", 7);
        List<Long> progress = new ArrayList<>();

        Verification whole = store().verify(FLAGS, 1, progress::add);
        Verification end = store().verify(FLAGS, 6, checked -> {});
        Verification empty = store().verify(CATALOGUE, 1, checked -> {});

        assertThat(whole.intact()).isTrue();
        assertThat(whole.entries()).isEqualTo(7);
        assertThat(progress).last().isEqualTo(7L);
        assertThat(end.entries()).isEqualTo(2);
        assertThat(empty.entries()).isZero();
        assertThat(store().health().healthy()).isTrue();
    }

    @Test
    default void refusesToVerifyFromBeforeTheFirstEntry() {
        assertThatThrownBy(() -> store().verify(FLAGS, 0, checked -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    default void namesABrokenEntryRefusesChangesAndReadsOn() {
        append("basket", 5);
        damage(FLAGS, 3);

        Verification verification = store().verify(FLAGS, 1, checked -> {});

        assertThat(verification.entries()).isEqualTo(2);
        assertThat(verification.broken().map(BrokenEntry::revision)).contains(3L);
        assertThat(store().health()).isInstanceOf(StoreHealth.Broken.class);
        assertThat(store().health().sentence()).contains("Entry 3 of ledger default/production", "ledger export");
        assertThatThrownBy(() -> append("basket", 1))
                .isInstanceOfSatisfying(
                        LedgerBrokenException.class,
                        broken -> assertThat(broken.entry().map(BrokenEntry::revision))
                                .contains(3L));
        assertThat(revision()).isEqualTo(5);
        assertThat(store().entry(FLAGS, 5)).isPresent();
    }

    @Test
    default void refusesToOpenWhenItsNewestEntryIsBroken() {
        append("basket", 5);
        damage(FLAGS, 5);

        assertThatThrownBy(this::reopen)
                .isInstanceOfSatisfying(LedgerBrokenException.class, broken -> {
                    assertThat(broken.entry().map(BrokenEntry::ledger)).contains(FLAGS);
                    assertThat(broken.entry().map(BrokenEntry::revision)).contains(5L);
                })
                .hasMessageContaining("Entry 5 of ledger default/production");
    }
}
