package dev.belay.server.sinks.announce;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.belay.core.Position;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.Manner;
import dev.belay.server.sinks.storage.SampleSink;
import dev.belay.server.sinks.storage.Selection;
import dev.belay.server.sinks.storage.UndeliverableStore;
import dev.belay.server.testing.LogLines;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One line, on the test's own thread: the receiver decides when it ends. */
@Timeout(30)
class LineTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final Authorship AUTHOR = Authorship.of(new Actor("token", "t-1", "ada"));
    private static final Selection SOME = new Selection(List.of("a", "b", "c", "d", "e"), List.of());

    @TempDir
    private Path folder;

    @RegisterExtension
    private final LogLines lines = new LogLines("belay.sinks", Level.INFO);

    private final LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), new Epochs());
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> taken = new ArrayList<>();
    private OperationsDatabase database;
    private CursorStore cursors;
    private UndeliverableStore undeliverable;
    private Leases leases;
    private Leases.Lease lease;
    private volatile Line line;
    private Selection selection = Selection.EVERYTHING;
    private boolean skips;
    private boolean current = true;
    private Take take = _ -> {};

    /** What a receiver does with a message before it is acknowledged. */
    private interface Take {
        void take(String key) throws DeliveryException;
    }

    @BeforeEach
    void open() {
        store.commit(Proposal.of(_ -> List.of(Draft.creating(LedgerId.catalogue("shop")), Draft.creating(FLAGS))));
        database = OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE));
        cursors = new CursorStore(database);
        undeliverable = new UndeliverableStore(database);
        leases = new Leases(database, "one", false, nanos::get);
        SampleSink.add(
                database, "s", FLAGS, new Position(store.head(FLAGS).position().epoch(), 0));
        lease = leases.hold("s", Optional.empty()).orElseThrow();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void aLargeChangeSetBehindWhatIsNotAnnouncedIsToldOnce() {
        selection = SOME;
        put("other");
        put("a", "b", "other", "c", "d", "e");
        put("other");
        put("a");

        runUntil("a", 2);

        assertThat(taken).containsExactly("a", "b", "c", "d", "e", "a");
        assertThat(stored().position()).isEqualTo(store.head(FLAGS).position());
    }

    @Test
    void whoeverTakesOverWithinAChangeSetGoesOnThere() {
        put("a", "b", "c", "d", "e");

        runUntil("c", 1);
        assertThat(stored().part()).contains(new Cursor.Part(store.head(FLAGS).position(), 3));
        runUntil("e", 1);

        assertThat(taken).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aCursorThatIsMovedWhileAnEventFailsIsFollowed() {
        put("a");
        put("b");
        put("c");
        skips = true;
        Position begin = stored().position();
        take = key -> {
            if (key.equals("b") && taken.size() == 1) {
                cursors.move("s", FLAGS, begin);
                throw new DeliveryException(1, true, "gone", null);
            }
        };

        runUntil("c", 1);

        assertThat(taken).containsExactly("a", "a", "b", "c");
    }

    @Test
    void aCursorThatIsMovedWhileEventsAreTakenIsFollowed() {
        put("a", "b", "c", "d", "e");
        Position begin = stored().position();
        take = key -> {
            if (key.equals("b") && taken.size() == 1) {
                cursors.move("s", FLAGS, begin);
            }
        };

        runUntil("e", 1);

        assertThat(taken).containsExactly("a", "b", "a", "b", "c", "d", "e");
    }

    @Test
    void logsOnceThatWhatFailedWorksAgain() {
        put("a");
        put("b");
        AtomicInteger failures = new AtomicInteger();
        take = key -> {
            if (failures.getAndIncrement() < 2) {
                throw new DeliveryException(0, false, "busy", null);
            }
        };

        runUntil("b", 1);

        assertThat(lines.all()).extracting(ILoggingEvent::getMessage).containsExactly("sink.failing", "sink.works");
    }

    @Test
    void nothingMoreIsSentOnceTheLeaseMayBeAnothers() {
        put("a", "b", "c");
        take = key -> nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        // The line waits for its lease then, until it is told to end.
        Thread.ofVirtual().start(() -> {
            while (stored().part().isEmpty()) {
                Thread.onSpinWait();
            }
            line.stop();
        });
        run();

        assertThat(taken).containsExactly("a");
    }

    @Test
    void aLineWhoseSinkAnotherNodeDeliversEnds() {
        put("a", "b");
        take = key -> {
            leases.release(lease);
            new Leases(database, "other", false, nanos::get).hold("s", Optional.empty());
        };

        run();

        assertThat(taken).containsExactly("a", "b");
        assertThat(stored().position().revision()).isZero();
    }

    @Test
    void nothingIsReadForASinkThatWasChanged() {
        put("a", "b", "c");
        take = key -> current = false;

        run();

        assertThat(taken).containsExactly("a", "b");
        assertThat(stored().part()).contains(new Cursor.Part(store.head(FLAGS).position(), 2));
    }

    @Test
    void nothingIsPassedOverForASinkThatWasChanged() {
        selection = SOME;
        put("other");
        current = false;

        run();

        assertThat(stored().position().revision()).isZero();
    }

    @Test
    void whatALineHasUnderWayIsNotRepeatedWhenItsSinkIsToldToGoOn() {
        put("a", "b");
        take = key -> cursors.release("s");

        runUntil("b", 1);
        put("c");
        runUntil("c", 1);

        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void aPersonSkipsAnEventInTheMiddleOfAChangeSet() {
        put("a", "b", "c");
        take = key -> {
            if (key.equals("b")) {
                line.stop();
                throw new DeliveryException(taken.size(), true, "gone", null);
            }
        };
        run();
        Cursor blocked = stored();
        Cursor.Trouble trouble = blocked.trouble().orElseThrow();
        Skip skip = new Skip(store, cursors, undeliverable, InstantSource.system());

        assertThat(skip.past(SampleSink.with("s", manner()), blocked, trouble)).isTrue();
        assertThat(skip.past(SampleSink.with("s", manner()), blocked, trouble)).isFalse();
        runUntil("c", 1);

        assertThat(taken).containsExactly("a", "c");
        assertThat(undeliverable.count("s")).isEqualTo(1);
    }

    @Test
    void troubleWithASinkThatCouldNotBeOpenedEndsWithIt() {
        Cursor before = stored();
        cursors.store(before.with(Cursor.Trouble.unusable(InstantSource.system().instant(), "no key")), lease.fence());
        Thread.ofVirtual().start(() -> {
            while (stored().trouble().isPresent()) {
                Thread.onSpinWait();
            }
            line.stop();
        });

        run();

        assertThat(stored().trouble()).isEmpty();
    }

    private void runUntil(String key, int times) {
        Take before = take;
        long already = taken.stream().filter(key::equals).count();
        take = each -> {
            before.take(each);
            if (each.equals(key) && taken.stream().filter(key::equals).count() - already == times - 1) {
                line.stop();
            }
        };
        run();
        take = before;
    }

    private void run() {
        line = line();
        line.run();
    }

    private Line line() {
        return new Line(
                new LineParts(
                        new EventSource(store, FLAGS, manner(), Duration.ZERO),
                        new Receiver(),
                        manner(),
                        () -> current,
                        lease,
                        cursors,
                        undeliverable,
                        new Pauses(Duration.ofMillis(2), Duration.ofMillis(10)),
                        new Measures(new SimpleMeterRegistry(), "s", "test"),
                        InstantSource.system(),
                        nanos::get),
                stored());
    }

    private Manner manner() {
        return new Manner("test", selection, false, skips, Duration.ofHours(1));
    }

    private Cursor stored() {
        return cursors.of("s").get(0);
    }

    private void put(String... flags) {
        int version = (int) store.head(FLAGS).position().revision() + 1;
        List<DraftChange> changes = List.of(flags).stream()
                .map(flag -> DraftChange.put(Subject.flag(flag), FlagDocuments.split(flag, version)))
                .toList();
        store.commit(Proposal.of(_ -> List.of(Draft.of(FLAGS, AUTHOR, "flags.put", changes))));
    }

    /** Takes two messages at a time. */
    private final class Receiver implements Sink {

        @Override
        public int most() {
            return 2;
        }

        @Override
        public int deliver(List<Message> messages, BooleanSupplier goesOn) throws DeliveryException {
            int delivered = 0;
            while (delivered < messages.size() && goesOn.getAsBoolean()) {
                String id = messages.get(delivered).id();
                String key = id.substring(id.lastIndexOf('/') + 1);
                try {
                    take.take(key);
                } catch (DeliveryException failure) {
                    throw new DeliveryException(delivered, failure.refused(), failure.sentence(), null);
                }
                taken.add(key);
                delivered++;
            }
            return delivered;
        }

        @Override
        public void close() {}
    }
}
