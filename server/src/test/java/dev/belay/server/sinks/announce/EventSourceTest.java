package dev.belay.server.sinks.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.events.ChangeEvent;
import dev.belay.events.FlagSetEvent;
import dev.belay.events.ResetEvent;
import dev.belay.json.Json;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.Manner;
import dev.belay.server.sinks.storage.Selection;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSourceTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final Authorship AUTHOR = Authorship.of(new Actor("token", "t-1", "ada"));
    private static final int MANY = 1_000;

    private final LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), new Epochs());
    private final EventSource source = source(Selection.EVERYTHING);

    @BeforeEach
    void create() {
        store.commit(Proposal.of(_ -> List.of(Draft.creating(LedgerId.catalogue("shop")), Draft.creating(FLAGS))));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachEventNamesTheOneThatWasAnnouncedBefore() {
        put("a", "b");
        put("c");

        List<FlagSetEvent> events = events(source.after(start(), MANY));

        assertThat(events)
                .extracting(FlagSetEvent::previous)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(at(1)));
        assertThat(events).extracting(each -> ((ChangeEvent) each).index()).containsExactly(1, 2, 1);
    }

    @Test
    void whatIsNotAnnouncedIsPassedOver() {
        put("a");
        put("b");
        put("a");

        Reading reading = source(new Selection(List.of("b"), List.of())).after(start(), MANY);

        assertThat(events(reading))
                .singleElement()
                .satisfies(each -> assertThat(each.position()).isEqualTo(at(2)));
        assertThat(reading.end()).isEqualTo(at(3));
    }

    @Test
    void aLargeChangeSetIsReadPieceByPiece() {
        put(IntStream.range(0, 10).mapToObj(each -> "flag-" + each).toArray(String[]::new));

        Reading first = source.after(start(), 4);
        Reading last = source.after(start().within(new Cursor.Part(at(1), 8)), 4);

        assertThat(first.end()).isEqualTo(at(0));
        assertThat(first.announcements()).hasSize(4).noneMatch(Announcement::last);
        assertThat(first.reached(start(), 4)).isEqualTo(start().within(new Cursor.Part(at(1), 4)));
        assertThat(events(last))
                .extracting(each -> ((ChangeEvent) each).index())
                .containsExactly(9, 10);
        assertThat(last.end()).isEqualTo(at(1));
        assertThat(last.reached(start(), 2)).isEqualTo(start().at(at(1), Optional.of(at(1))));
    }

    @Test
    void aLargeChangeSetBehindWhatIsNotAnnouncedIsReadPieceByPieceToItsEnd() {
        put("other");
        put("a", "b", "c", "other", "d");
        put("other");
        EventSource some = source(new Selection(List.of("a", "b", "c", "d"), List.of()));

        List<FlagSetEvent> told = new ArrayList<>();
        Cursor cursor = start();
        Reading reading = some.after(cursor, 2);
        while (!reading.announcements().isEmpty()) {
            told.addAll(events(reading));
            assertThat(told).hasSizeLessThanOrEqualTo(4);
            cursor = reading.reached(cursor, reading.announcements().size());
            reading = some.after(cursor, 2);
        }

        assertThat(told).extracting(each -> ((ChangeEvent) each).index()).containsExactly(1, 2, 3, 4);
        assertThat(told).extracting(each -> ((ChangeEvent) each).total()).containsOnly(4);
        assertThat(cursor.position()).isEqualTo(at(3));
    }

    @Test
    void aPartOfAnotherEntrySkipsNothing() {
        put("a", "b");

        assertThat(events(source.after(start().within(new Cursor.Part(new Position("lost", 1), 1)), MANY)))
                .hasSize(2);
    }

    @Test
    void aResetThatWasTakenIsNotToldAgainWithTheRestOfItsEntry() {
        put("a", "b");
        Cursor lost = cursor(new Position("lost", 7));

        Cursor told = source.after(lost, MANY).reached(lost, 1);

        assertThat(events(source.after(told, MANY)))
                .extracting(each -> ((ChangeEvent) each).index())
                .containsExactly(1, 2);
        assertThat(events(source.after(told, MANY)).get(0).previous()).contains(at(0));
    }

    @Test
    void aFilterThatIsChangedInTheMiddleOfAnEntryRepeatsAndLosesNothing() {
        put("a", "b", "c", "d");
        Cursor within = start().within(new Cursor.Part(at(1), 2));

        assertThat(events(source(new Selection(List.of("b", "d"), List.of())).after(within, MANY)))
                .extracting(each -> ((ChangeEvent) each).subject().key())
                .containsExactly("d");
        assertThat(source(new Selection(List.of("a"), List.of())).after(within, MANY))
                .isEqualTo(new Reading(List.of(), at(1)));
    }

    @Test
    void aFlagToWhichAnotherRefersIsToldAsSuch() {
        put("a", "b");
        String dependant = """
                {"format": 1, "key": "c", "type": "boolean", "enabled": true, "offVariant": "off",
                 "prerequisites": [{"flag": "a", "variants": ["on"]}], "otherwise": {"variant": "on"},
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}]}""";
        store.commit(Proposal.of(_ -> List.of(Draft.of(
                FLAGS,
                AUTHOR,
                "flag.put",
                List.of(DraftChange.put(Subject.flag("c"), Document.of(Json.read(dependant))))))));

        assertThat(events(source.after(start(), MANY)))
                .extracting(each -> ((ChangeEvent) each).referenced())
                .containsExactly(true, false, false);
    }

    @Test
    void anArchivedFlagIsToldAsSuch() {
        put("a");
        store.commit(Proposal.of(_ ->
                List.of(Draft.of(FLAGS, AUTHOR, "flag.archived", List.of(DraftChange.remove(Subject.flag("a")))))));

        assertThat(events(source.after(start(), MANY)))
                .extracting(each -> ((ChangeEvent) each).state())
                .containsExactly(ChangeEvent.State.ENABLED, ChangeEvent.State.ARCHIVED);
    }

    @Test
    void aCursorOfAnotherEpochIsToldToReadAnewAndThenEverything() {
        put("a");
        put("b");

        List<FlagSetEvent> events = events(source.after(cursor(new Position("lost", 7)), MANY));

        assertThat(events.get(0)).isInstanceOfSatisfying(ResetEvent.class, reset -> {
            assertThat(reset.cause()).isEqualTo(ResetEvent.Cause.NEW_EPOCH);
            assertThat(reset.previous()).contains(new Position("lost", 7));
            assertThat(reset.position()).isEqualTo(at(0));
        });
        assertThat(events).hasSize(3);
        assertThat(events.get(1).previous()).contains(at(0));
    }

    @Test
    void aCursorWhoseNextEntriesWereCompactedIsToldToReadAnewAndThenWhatIsLeft() {
        put("a");
        put("b");
        put("c");
        put("d");
        store.compact(FLAGS, 3);

        List<FlagSetEvent> events = events(source.after(cursor(at(1)), MANY));

        assertThat(events.get(0)).isInstanceOfSatisfying(ResetEvent.class, reset -> {
            assertThat(reset.cause()).isEqualTo(ResetEvent.Cause.COMPACTED);
            assertThat(reset.previous()).contains(at(1));
            assertThat(reset.position()).isEqualTo(at(2));
        });
        assertThat(events).extracting(FlagSetEvent::position).containsExactly(at(2), at(3), at(4));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        ChangeEvent.class, change -> assertThat(change.state()).isEqualTo(ChangeEvent.State.ENABLED));
    }

    @Test
    void aCursorIsToldOfACompactionUpToTheNewestEntry() {
        put("a");
        put("b");
        store.compact(FLAGS, 2);

        assertThat(events(source.after(start(), MANY)))
                .extracting(FlagSetEvent::position)
                .containsExactly(at(1), at(2));
    }

    @Test
    void aCursorOfAnotherEpochIsToldToReadAnewAlthoughTheCommonEntriesWereCompacted() {
        put("a");
        put("b");
        put("c");
        store.compact(FLAGS, 2);

        assertThat(events(source.after(cursor(new Position("lost", 1)), MANY)))
                .first()
                .isInstanceOfSatisfying(
                        ResetEvent.class, reset -> assertThat(reset.cause()).isEqualTo(ResetEvent.Cause.NEW_EPOCH));
    }

    @Test
    void aCursorAtTheOldestEntryMissesNothing() {
        put("a");
        put("b");
        put("c");
        store.compact(FLAGS, 2);

        assertThat(events(source.after(cursor(at(2)), MANY))).singleElement().isInstanceOf(ChangeEvent.class);
    }

    @Test
    void aCursorBeyondTheHeadOfItsEpochWaits() {
        put("a");

        assertThat(source.after(cursor(new Position(epoch(), 7)), MANY).announcements())
                .isEmpty();
    }

    @Test
    void anEventIsFoundByItsId() {
        put("a", "b");

        assertThat(source.find(at(1), at(1) + "/flag/b")).isPresent();
        assertThat(source.find(at(1), at(1) + "/flag/c")).isEmpty();
        assertThat(source.find(new Position("lost", 1), "lost:1/flag/b")).isEmpty();
    }

    @Test
    void aResetIsFoundByItsIdWhereHistoryBegan() {
        put("a");
        put("a");
        FlagSetEvent reset =
                events(source.after(cursor(new Position("lost", 7)), MANY)).get(0);

        assertThat(source.find(reset.position(), reset.id()))
                .hasValueSatisfying(found -> assertThat(found.event().id()).isEqualTo(reset.id()));
        assertThat(source.find(at(1), at(1) + "/reset")).isEmpty();
    }

    private EventSource source(Selection selection) {
        return new EventSource(
                store, FLAGS, new Manner("test", selection, false, false, Duration.ofHours(1)), Duration.ZERO);
    }

    private void put(String... flags) {
        List<DraftChange> changes = List.of(flags).stream()
                .map(flag -> DraftChange.put(Subject.flag(flag), FlagDocuments.split(flag, (int)
                        (store.head(FLAGS).position().revision() + 1))))
                .toList();
        store.commit(Proposal.of(_ -> List.of(Draft.of(FLAGS, AUTHOR, "flags.put", changes))));
    }

    private String epoch() {
        return store.head(FLAGS).position().epoch();
    }

    private Position at(long revision) {
        return new Position(epoch(), revision);
    }

    private Cursor start() {
        return new Cursor("s", FLAGS, at(0), Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    private static Cursor cursor(Position position) {
        return new Cursor("s", FLAGS, position, Optional.empty(), Optional.of(position), 0, Optional.empty());
    }

    private static List<FlagSetEvent> events(Reading reading) {
        return reading.announcements().stream().map(Announcement::event).toList();
    }
}
