package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerExistsException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.UnknownLedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What appending promises. */
interface AppendingContract extends StoreUnderTest {

    @Test
    default void numbersEntriesWithoutGaps() {
        append("basket", 5);

        assertThat(entries()).extracting(LedgerEntry::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(entries()).extracting(entry -> entry.position().epoch()).containsOnly(epoch());
        assertThat(store().head(FLAGS).position()).isEqualTo(new Position(epoch(), 5));
    }

    @Test
    default void countsVersionsForEachSubjectAlone() {
        put("basket", FlagDocuments.flag("basket", true));
        put("search", FlagDocuments.flag("search", true));
        put("basket", FlagDocuments.flag("basket", false));

        assertThat(head("basket").orElseThrow().version()).isEqualTo(2);
        assertThat(head("search").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    default void neverUsesAVersionAgainAfterASubjectWasRemoved() {
        Document document = FlagDocuments.flag("basket", true);
        put("basket", document);
        remove("basket");
        assertThat(head("basket")).contains(SubjectState.tombstone(Subject.flag("basket"), 2));

        put("basket", document);

        assertThat(head("basket")).contains(SubjectState.live(Subject.flag("basket"), 3, document));
    }

    @Test
    default void recordsDocumentsBeforeAndAfterByTheirHashes() {
        Document first = FlagDocuments.flag("basket", true);
        Document second = FlagDocuments.flag("basket", false);
        Subject basket = Subject.flag("basket");
        put("basket", first);
        put("basket", second);
        remove("basket");

        assertThat(entries())
                .flatExtracting(LedgerEntry::changes)
                .containsExactly(
                        new Change(basket, 1, Optional.empty(), Optional.of(first.hash())),
                        new Change(basket, 2, Optional.of(first.hash()), Optional.of(second.hash())),
                        new Change(basket, 3, Optional.of(second.hash()), Optional.empty()));
    }

    @Test
    default void chainsEveryEntryToItsPredecessor() {
        append("basket", 3);

        String previous = LedgerEntry.NO_PREVIOUS;
        for (LedgerEntry entry : entries()) {
            assertThat(entry.previous()).isEqualTo(previous);
            assertThat(EntryFormat.hashHolds(entry)).isTrue();
            previous = entry.hash();
        }
    }

    @Test
    default void keepsTheChecksumEqualToARecomputation() {
        append("basket", 3);
        append("search", 2);
        remove("basket");

        LedgerState head = store().head(FLAGS);
        List<SubjectState> all = new ArrayList<>(head.live());
        all.addAll(head.tombstones());
        assertThat(head.checksum())
                .isEqualTo(LedgerState.of(head.position(), head.at(), all).checksum());
    }

    @Test
    default void recordsWhoWhyAndWhatItBelongsTo() {
        Authorship authorship =
                new Authorship(new Actor("token", "t7", "deployer"), Optional.of("ana"), Optional.of("launch day"));
        Value.StructureValue links = new Value.StructureValue(Map.of("rollbackOf", Value.of("epoch-1:4")));
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true));

        store().commit(Proposal.of(
                heads -> List.of(new Draft.Append(FLAGS, authorship, "rollback", List.of(change), links))));

        LedgerEntry entry = store().entry(FLAGS, 1).orElseThrow();
        assertThat(entry.actor()).isEqualTo(authorship.actor());
        assertThat(entry.onBehalfOf()).contains("ana");
        assertThat(entry.reason()).contains("launch day");
        assertThat(entry.action()).isEqualTo("rollback");
        assertThat(entry.links()).isEqualTo(links);
    }

    @Test
    default void answersTheEntryAndTheStatesAroundIt() {
        LedgerState before = store().head(FLAGS);

        Commit commit = put("basket", FlagDocuments.flag("basket", true));

        Committed committed = commit.in(FLAGS).orElseThrow();
        assertThat(commit.replayed()).isFalse();
        assertThat(committed.before()).isSameAs(before);
        assertThat(committed.after()).isSameAs(store().head(FLAGS));
        assertThat(committed.entry()).isEqualTo(store().entry(FLAGS, 1));
    }

    @Test
    default void appendsNothingWhenNoDocumentChanges() {
        Document document = FlagDocuments.flag("basket", true);
        put("basket", document);

        Commit again = put("basket", document);
        Commit removal = remove("search");

        assertThat(again.in(FLAGS).flatMap(Committed::entry)).isEmpty();
        assertThat(removal.in(FLAGS).flatMap(Committed::entry)).isEmpty();
        assertThat(again.in(FLAGS).orElseThrow().after()).isSameAs(store().head(FLAGS));
        assertThat(entries()).hasSize(1);
    }

    @Test
    default void leavesSubjectsThatDoNotChangeOutOfTheEntry() {
        Document basket = FlagDocuments.flag("basket", true);
        put("basket", basket);

        Commit commit = change(
                FLAGS,
                DraftChange.put(Subject.flag("basket"), basket),
                DraftChange.put(Subject.flag("search"), FlagDocuments.flag("search", true)));

        assertThat(StoreUnderTest.entry(commit).changes())
                .extracting(Change::subject)
                .containsExactly(Subject.flag("search"));
    }

    @Test
    default void appendsSeveralChangesAsOneEntry() {
        change(
                FLAGS,
                DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true)),
                DraftChange.put(Subject.segment("testers"), FlagDocuments.segment("testers", List.of("user-1"))));

        assertThat(entries()).hasSize(1);
        assertThat(store().head(FLAGS).live()).hasSize(2);
    }

    @Test
    default void appendsToSeveralLedgersInOneStep() {
        Subject definition = new Subject(Subject.DEFINITION, "basket");
        Document described = Document.of(Value.of(Map.of("key", Value.of("basket"), "type", Value.of("boolean"))));

        Commit commit = store().commit(Proposal.of(heads -> List.of(
                Draft.of(CATALOGUE, ANA, "put", List.of(DraftChange.put(definition, described))),
                Draft.of(FLAGS, ANA, "put", List.of(DraftChange.put(Subject.flag("basket"), described))))));

        assertThat(commit.committed()).extracting(Committed::ledger).containsExactly(CATALOGUE, FLAGS);
        assertThat(store().head(CATALOGUE).subject(definition)).isEqualTo(SubjectState.live(definition, 1, described));
        assertThat(head("basket")).isPresent();
    }

    @Test
    default void appendsToNoLedgerWhenOneOfSeveralIsUnknown() {
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true));
        Proposal proposal = Proposal.of(heads ->
                List.of(Draft.of(FLAGS, ANA, "put", List.of(change)), Draft.of(NOWHERE, ANA, "put", List.of(change))));

        assertThatThrownBy(() -> store().commit(proposal))
                .isInstanceOf(UnknownLedgerException.class)
                .hasMessageContaining("default/nowhere");

        assertThat(revision()).isZero();
        assertThat(entries()).isEmpty();
    }

    @Test
    default void passesARefusalOnAndWritesNothing() {
        append("basket", 2);
        RuntimeException refusal = new IllegalArgumentException("not on a Friday");

        assertThatThrownBy(() -> store().commit(Proposal.of(heads -> {
                    throw refusal;
                })))
                .isSameAs(refusal);

        assertThat(revision()).isEqualTo(2);
        append("basket", 1);
        assertThat(revision()).isEqualTo(3);
    }

    @Test
    default void decidesOnTheNewestStateOfEveryLedger() {
        append("basket", 2);
        List<Position> seen = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();

        store().commit(Proposal.of(heads -> {
            seen.add(heads.head(FLAGS).position());
            seen.add(heads.head(CATALOGUE).position());
            known.add(heads.exists(FLAGS));
            known.add(heads.exists(NOWHERE));
            return List.of();
        }));

        assertThat(seen)
                .containsExactly(
                        store().head(FLAGS).position(), store().head(CATALOGUE).position());
        assertThat(known).containsExactly(true, false);
    }

    @Test
    default void createsALedgerThatTheSameDecisionFills() {
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true));

        Commit commit = store().commit(Proposal.of(
                heads -> List.of(Draft.creating(NOWHERE), Draft.of(NOWHERE, ANA, "put", List.of(change)))));

        assertThat(commit.committed().get(0).entry()).isEmpty();
        assertThat(commit.committed().get(0).after().position().revision()).isZero();
        assertThat(store().head(NOWHERE).position().revision()).isEqualTo(1);
        assertThat(store().at(NOWHERE, 0).live()).isEmpty();
    }

    @Test
    default void givesEveryLedgerAnEpochOfItsOwn() {
        List<String> epochs = new ArrayList<>();
        for (LedgerId ledger : store().ledgers()) {
            epochs.add(store().head(ledger).position().epoch());
        }

        assertThat(epochs).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @Test
    default void refusesToCreateALedgerTwice() {
        append("basket", 1);

        assertThatThrownBy(() -> store().commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS)))))
                .isInstanceOf(LedgerExistsException.class)
                .hasMessageContaining("default/production");

        assertThat(revision()).isEqualTo(1);
    }

    @Test
    default void createsNoLedgerWhenALaterDraftIsRefused() {
        assertThatThrownBy(() ->
                        store().commit(Proposal.of(heads -> List.of(Draft.creating(NOWHERE), Draft.creating(FLAGS)))))
                .isInstanceOf(LedgerExistsException.class);

        assertThat(store().exists(NOWHERE)).isFalse();
    }

    @Test
    default void datesNoEntryBeforeItsPredecessor() {
        Instant start = clock().instant();
        append("basket", 1);
        clock().advance(Duration.ofHours(-1));
        append("basket", 1);
        clock().set(start.plusMillis(5));
        append("basket", 1);

        assertThat(entries()).extracting(LedgerEntry::at).containsExactly(start, start, start.plusMillis(5));
    }

    @Test
    default void datesEntriesInWholeMilliseconds() {
        clock().set(Instant.parse("2026-03-04T05:06:07.123456789Z"));
        append("basket", 1);

        assertThat(store().head(FLAGS).at()).isEqualTo(Instant.parse("2026-03-04T05:06:07.123Z"));
        assertThat(entries().get(0).at()).isEqualTo(store().head(FLAGS).at());
    }

    private String epoch() {
        return store().head(FLAGS).position().epoch();
    }
}
